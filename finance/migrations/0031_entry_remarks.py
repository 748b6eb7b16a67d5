import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


KEEPS = """
ALTER TABLE finance_entryremark ADD CONSTRAINT finance_entryremark_one_entry
    FOREIGN KEY (federation_id, entry_id) REFERENCES finance_entry (federation_id, id);
REVOKE DELETE, TRUNCATE ON public.finance_entryremark FROM occe_app;
"""
LETS_GO = """
GRANT DELETE ON public.finance_entryremark TO occe_app;
ALTER TABLE finance_entryremark DROP CONSTRAINT finance_entryremark_one_entry;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0030_open_accounts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EntryRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', models.CharField(max_length=500, verbose_name='remarque')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='le')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='réponse')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='finance.entry')),
                ('federation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
            ],
            options={
                'verbose_name': 'remarque sur une écriture',
                'ordering': ['entry_id', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='finance_entryremark_answered_whole'),
                ],
            },
        ),
        migrations.RunSQL(KEEPS, LETS_GO),
    ]
