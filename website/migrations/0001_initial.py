import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cooperatives', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='ImpactSnapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figures', models.JSONField()),
                ('definitions_version', models.PositiveSmallIntegerField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='arrêté le')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='impact_snapshots', to='cooperatives.federation')),
                ('year', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='impact_snapshot', to='cooperatives.schoolyear')),
            ],
            options={
                'verbose_name': 'chiffres d’une année',
                'ordering': ['year__starts'],
            },
        ),
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(choices=[('home', 'Accueil'), ('mission', 'Mission'), ('vision', 'Vision'), ('values', 'Valeurs'), ('what-we-do', 'Ce que nous faisons'), ('impact', 'Impact'), ('why-it-matters', 'Pourquoi c’est important'), ('looking-ahead', 'Et demain'), ('projects', 'Projets'), ('news', 'Actualités'), ('resources', 'Ressources et formation'), ('start', 'Créer une coopérative'), ('contact', 'Contact'), ('privacy', 'Vie privée'), ('privacy-children', 'Vie privée expliquée aux enfants'), ('legal', 'Mentions légales'), ('accessibility', 'Accessibilité')], max_length=20, verbose_name='page')),
                ('title_fr', models.CharField(max_length=120, verbose_name='titre français')),
                ('title_en', models.CharField(max_length=120, verbose_name='titre anglais')),
                ('body_fr', models.TextField(verbose_name='texte français')),
                ('body_en', models.TextField(verbose_name='texte anglais')),
                ('version', models.PositiveIntegerField(default=0)),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='cooperatives.federation')),
            ],
            options={
                'verbose_name': 'page du site',
                'ordering': ['slug'],
                'constraints': [
                    models.UniqueConstraint(fields=('federation', 'slug'), name='website_page_slug_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PageVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('title_fr', models.CharField(max_length=120)),
                ('title_en', models.CharField(max_length=120)),
                ('body_fr', models.TextField()),
                ('body_en', models.TextField()),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='enregistrée le')),
                ('restores', models.PositiveIntegerField(blank=True, null=True, verbose_name='reprend la version')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='website.page')),
                ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'version d’une page',
                'ordering': ['-number'],
                'constraints': [
                    models.UniqueConstraint(fields=('page', 'number'), name='website_pageversion_number_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='rang')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('url', models.URLField(blank=True, verbose_name='adresse de son site')),
                ('text_fr', models.CharField(blank=True, max_length=200, verbose_name='en une phrase')),
                ('text_en', models.CharField(blank=True, max_length=200, verbose_name='en une phrase, en anglais')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='cooperatives.federation')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.storedfile')),
            ],
            options={
                'verbose_name': 'partenaire',
                'ordering': ['position', 'name'],
                'constraints': [
                    models.UniqueConstraint(fields=('federation', 'name'), name='website_partner_name_once', violation_error_message='Ce partenaire est déjà dans la liste.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TimelineEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='rang')),
                ('date', models.DateField(blank=True, null=True, verbose_name='date')),
                ('text_fr', models.CharField(max_length=300, verbose_name='texte français')),
                ('text_en', models.CharField(max_length=300, verbose_name='texte anglais')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='timeline', to='cooperatives.federation')),
            ],
            options={
                'verbose_name': 'étape du chemin',
                'ordering': ['position', 'date', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ContactMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=100, verbose_name='nom')),
                ('email', models.EmailField(max_length=254, verbose_name='adresse e-mail')),
                ('message', models.TextField(verbose_name='message')),
                ('language', models.CharField(max_length=5, verbose_name='langue')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='reçu le')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='répondu le')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_messages', to='cooperatives.federation')),
            ],
            options={
                'verbose_name': 'message reçu',
                'ordering': ['-sent_at', '-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='website_contactmessage_answered_by_and_at'),
                ],
            },
        ),
        migrations.CreateModel(
            name='NewsItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.SlugField(max_length=90)),
                ('kind', models.CharField(choices=[('news', 'actualité'), ('workshop', 'formation ou rencontre')], default='news', max_length=8, verbose_name='nature')),
                ('title_fr', models.CharField(max_length=120, verbose_name='titre français')),
                ('title_en', models.CharField(max_length=120, verbose_name='titre anglais')),
                ('body_fr', models.TextField(verbose_name='texte français')),
                ('body_en', models.TextField(verbose_name='texte anglais')),
                ('happens_on', models.DateField(blank=True, null=True, verbose_name='a lieu le')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='lieu')),
                ('picture_alt_fr', models.CharField(blank=True, max_length=160, verbose_name='ce que montre l’image')),
                ('picture_alt_en', models.CharField(blank=True, max_length=160, verbose_name='ce que montre l’image, en anglais')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='publiée le')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='news', to='cooperatives.federation')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.storedfile')),
            ],
            options={
                'verbose_name': 'actualité',
                'ordering': ['-published_at', '-id'],
                'constraints': [
                    models.UniqueConstraint(fields=('federation', 'slug'), name='website_newsitem_slug_once', violation_error_message='Une autre actualité porte déjà ce titre. Changez un mot.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'workshop'), _negated=True), ('happens_on__isnull', False), _connector='OR'), name='website_newsitem_workshop_has_a_day', violation_error_message='Une formation a une date.'),
                    models.CheckConstraint(condition=models.Q(('picture__isnull', True), models.Q(models.Q(('picture_alt_fr', ''), _negated=True), models.Q(('picture_alt_en', ''), _negated=True)), _connector='OR'), name='website_newsitem_picture_is_described', violation_error_message='Décrivez l’image dans les deux langues, pour qui ne la voit pas.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SitePicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('alt_fr', models.CharField(max_length=160, verbose_name='ce que montre l’image')),
                ('alt_en', models.CharField(max_length=160, verbose_name='ce que montre l’image, en anglais')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='ajoutée le')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='site_pictures', to='cooperatives.federation')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.storedfile')),
            ],
            options={
                'verbose_name': 'image du site',
                'ordering': ['-added_at', '-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('alt_fr', ''), _negated=True), models.Q(('alt_en', ''), _negated=True)), name='website_sitepicture_is_described', violation_error_message='Décrivez l’image dans les deux langues, pour qui ne la voit pas.'),
                ],
            },
        ),
    )]
