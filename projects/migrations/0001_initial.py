import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('councils', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('culture', 'culture'), ('solidarity', 'solidarité'), ('environment', 'environnement'), ('social_life', 'vie sociale'), ('sport', 'sport'), ('other', 'autre')], max_length=12, verbose_name='domaine')),
                ('title', models.CharField(max_length=120, verbose_name='titre')),
                ('slug', models.SlugField(max_length=140)),
                ('state', models.CharField(choices=[('idea', 'idée'), ('decided', 'décidé'), ('running', 'en cours'), ('finished', 'terminé'), ('told', 'raconté')], default='idea', max_length=8, verbose_name='état')),
                ('picture', models.CharField(blank=True, max_length=20, verbose_name='image dessinée')),
                ('summary', models.CharField(blank=True, max_length=200, verbose_name='en une phrase')),
                ('story', models.TextField(blank=True, verbose_name='récit')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='publié le')),
                ('classrooms', models.ManyToManyField(blank=True, related_name='projects', to='cooperatives.classroom')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='cooperatives.cooperative')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='councils.decision')),
            ],
            options={
                'verbose_name': 'projet',
                'ordering': ['-id'],
                'constraints': [
                    models.UniqueConstraint(fields=('cooperative', 'slug'), name='projects_project_slug_once'),
                    models.CheckConstraint(condition=models.Q(('published_at__isnull', True), models.Q(('story', ''), _negated=True), _connector='OR'), name='projects_project_published_has_a_story', violation_error_message='Un projet publié raconte quelque chose.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ProjectStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('idea', 'idée'), ('decided', 'décidé'), ('running', 'en cours'), ('finished', 'terminé'), ('told', 'raconté')], max_length=8)),
                ('on', models.DateField(default=django.utils.timezone.localdate, verbose_name='le')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='pourquoi')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='projects.project')),
            ],
            options={
                'verbose_name': 'étape du projet',
                'ordering': ['on', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('project', 'state'), name='projects_projectstep_state_once'),
                ],
            },
        ),
    ]
