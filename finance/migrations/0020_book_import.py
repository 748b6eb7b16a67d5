import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('finance', '0019_writing_in_full'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BookImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='nom du fichier')),
                ('digest', models.CharField(max_length=64)),
                ('rows', models.JSONField(blank=True, default=list)),
                ('mapping', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('posted_at', models.DateTimeField(blank=True, null=True)),
                ('entry_count', models.PositiveIntegerField(default=0)),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='finance.book')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('posted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'comptes repris d’un fichier',
                'constraints': [
                    models.UniqueConstraint(fields=('book', 'digest'), name='finance_bookimport_file_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('entry_count', 0), ('posted_at__isnull', True), ('posted_by__isnull', True)), models.Q(('entry_count__gt', 0), ('posted_at__gte', models.F('made_at')), ('posted_by__isnull', False), ('rows', [])), _connector='OR'), name='finance_bookimport_posted_forgets'),
                ],
            },
        ),
    ]
