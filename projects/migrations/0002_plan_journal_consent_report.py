import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('councils', '0002_sittings_ballots_register'),
        ('members', '0003_pupils'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('projects', '0001_initial'),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('on', models.DateField(default=django.utils.timezone.localdate, verbose_name='le')),
                ('title', models.CharField(max_length=120, verbose_name='titre')),
                ('state', models.CharField(choices=[('draft', 'en train d’écrire'), ('sent', 'à relire par l’adulte'), ('returned', 'à reprendre'), ('checked', 'relu')], default='draft', max_length=8, verbose_name='état')),
                ('return_words', models.CharField(blank=True, max_length=200, verbose_name='ce qu’il faut reprendre')),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='journal', to='cooperatives.classroom')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='journal', to='projects.project')),
                ('written_by_pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil')),
                ('written_by_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'page du journal',
                'ordering': ['-on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('written_by_user__isnull', True), ('written_by_pupil__isnull', True), _connector='OR'), name='projects_journalentry_one_author'), models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', False), ('state', 'checked')), models.Q(('state', 'checked'), _negated=True), _connector='OR'), name='projects_journalentry_checked_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('return_words', ''), _negated=True), _connector='OR'), name='projects_journalentry_returned_with_words', violation_error_message='Dites ce qu’il faut reprendre.')],
            },
        ),
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('text', 'texte'), ('drawing', 'dessin'), ('photo', 'photo'), ('sound', 'son')], max_length=7, verbose_name='sorte')),
                ('words', models.TextField(blank=True, max_length=2000, verbose_name='texte')),
                ('seconds', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='durée en secondes')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('made_by', models.CharField(choices=[('children', 'un ou plusieurs élèves'), ('together', 'toute la classe ensemble'), ('adult', 'un adulte')], default='children', max_length=8, verbose_name='fait par')),
                ('people', models.CharField(choices=[('unknown', 'pas encore dit'), ('nobody', 'personne'), ('children', 'des élèves de la classe'), ('others', 'd’autres personnes aussi')], default='unknown', max_length=8, verbose_name='qui voit-on\xa0?')),
                ('blurred', models.BooleanField(default=False, verbose_name='floutée')),
                ('in_story', models.BooleanField(default=False, verbose_name='dans le récit')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='retirée le')),
                ('authors', models.ManyToManyField(blank=True, related_name='pieces', to='members.pupil')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='projects.journalentry')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.storedfile')),
                ('shows', models.ManyToManyField(blank=True, related_name='shown_on', to='members.pupil')),
            ],
            options={
                'verbose_name': 'morceau du journal',
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', True), ('kind', 'text'), models.Q(('words', ''), _negated=True)), models.Q(models.Q(('kind', 'text'), _negated=True), ('file__isnull', False)), _connector='OR'), name='projects_piece_text_or_file'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'sound'), ('seconds__range', (1, 120))), models.Q(models.Q(('kind', 'sound'), _negated=True), ('seconds__isnull', True)), _connector='OR'), name='projects_piece_sound_of_two_minutes', violation_error_message='Un son dure deux minutes au plus.')],
            },
        ),
        migrations.CreateModel(
            name='ActivityReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('draft', 'en préparation'), ('approved', 'approuvé par le conseil'), ('sent', 'envoyé à l’AD'), ('returned', 'à compléter')], default='draft', max_length=8, verbose_name='état')),
                ('words_opening', models.TextField(blank=True, max_length=2000, verbose_name='l’année en quelques mots')),
                ('words_projects', models.TextField(blank=True, max_length=4000, verbose_name='les projets')),
                ('words_council', models.TextField(blank=True, max_length=4000, verbose_name='les conseils et ce qui fut décidé')),
                ('words_jobs', models.TextField(blank=True, max_length=2000, verbose_name='les métiers')),
                ('words_next', models.TextField(blank=True, max_length=2000, verbose_name='l’an prochain')),
                ('figures', models.JSONField(blank=True, null=True, verbose_name='chiffres de l’envoi')),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('return_words', models.CharField(blank=True, max_length=300, verbose_name='ce qu’il faut compléter')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activity_reports', to='cooperatives.cooperative')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activity_reports', to='councils.decision')),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activity_reports', to='cooperatives.schoolyear')),
                ('pictures', models.ManyToManyField(blank=True, related_name='+', to='projects.piece')),
            ],
            options={
                'verbose_name': 'compte rendu d’activité',
                'ordering': ['-year', 'cooperative'],
                'constraints': [models.UniqueConstraint(fields=('cooperative', 'year'), name='projects_activityreport_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'sent']), _negated=True), ('decision__isnull', False), _connector='OR'), name='projects_activityreport_approved_by_a_council', violation_error_message='Le compte rendu est approuvé par un conseil avant de partir.'), models.CheckConstraint(condition=models.Q(models.Q(('figures__isnull', False), ('sent_at__isnull', False), ('state', 'sent')), models.Q(('state', 'sent'), _negated=True), _connector='OR'), name='projects_activityreport_sent_is_frozen'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('return_words', ''), _negated=True), _connector='OR'), name='projects_activityreport_returned_with_words', violation_error_message='Dites ce qu’il faut compléter.')],
            },
        ),
        migrations.CreateModel(
            name='ConsentSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('for_the_class', models.BooleanField(default=False, verbose_name='pour l’année, dans la classe')),
                ('title', models.CharField(max_length=120, verbose_name='pour quoi')),
                ('what', models.CharField(max_length=300, verbose_name='quelles images, quels sons, quels travaux')),
                ('media', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('class', 'dans la classe'), ('families', 'à l’école et aux familles'), ('site', 'sur le site public'), ('press', 'dans la presse')], max_length=8), size=None, verbose_name='où')),
                ('ends_on', models.DateField(verbose_name='jusqu’au')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consent_sheets', to='cooperatives.classroom')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('projects', models.ManyToManyField(blank=True, related_name='consent_sheets', to='projects.project')),
            ],
            options={
                'verbose_name': 'feuille d’autorisation',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('for_the_class', True)), fields=('classroom',), name='projects_consentsheet_one_for_the_class', violation_error_message='La feuille de l’année existe déjà pour cette classe.'), models.UniqueConstraint(fields=('classroom', 'title'), name='projects_consentsheet_title_once', violation_error_message='Une feuille de ce nom existe déjà pour cette classe.'), models.CheckConstraint(condition=models.Q(('media__len__gte', 1), models.Q(('for_the_class', False), ('media', ['class']), _connector='OR')), name='projects_consentsheet_somewhere', violation_error_message='Choisissez au moins un endroit.')],
            },
        ),
        migrations.CreateModel(
            name='ConsentAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('image', models.CharField(choices=[('all', 'oui, tout'), ('not_site', 'oui, mais pas le site'), ('no', 'non')], max_length=8, verbose_name='image et voix')),
                ('works', models.CharField(choices=[('all', 'oui, tout'), ('not_site', 'oui, mais pas le site'), ('no', 'non')], max_length=8, verbose_name='dessins, textes, sons')),
                ('both_parents', models.BooleanField(default=True, verbose_name='signée par les deux parents')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consent_answers', to='members.pupil')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='projects.consentsheet')),
            ],
            options={
                'verbose_name': 'réponse sur l’image',
                'constraints': [models.UniqueConstraint(fields=('sheet', 'pupil'), name='projects_consentanswer_once')],
            },
        ),
        migrations.CreateModel(
            name='ContentReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('reason', models.CharField(choices=[('child', 'on y reconnaît un enfant'), ('mine', 'c’est mon enfant, ou moi'), ('work', 'c’est un travail copié'), ('hurt', 'cela blesse quelqu’un'), ('wrong', 'ce n’est pas vrai'), ('other', 'autre chose')], max_length=5, verbose_name='ce qui ne va pas')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='en quelques mots')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('handled_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('kept', 'rien à changer'), ('piece_off', 'image retirée'), ('story_off', 'récit retiré')], max_length=9, verbose_name='suite donnée')),
                ('outcome_words', models.CharField(blank=True, max_length=300, verbose_name='explication')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='content_reports', to='cooperatives.federation')),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='content_reports', to='projects.project')),
                ('piece', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='content_reports', to='projects.piece')),
            ],
            options={
                'verbose_name': 'contenu signalé',
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('handled_at__isnull', True), ('outcome', '')), models.Q(('handled_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='projects_contentreport_handled')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='un mot à l’autre classe')),
                ('state', models.CharField(choices=[('waiting', 'attend une réponse'), ('accepted', 'participe'), ('declined', 'ne participe pas'), ('withdrawn', 'retirée')], default='waiting', max_length=9)),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='cooperatives.classroom')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='projects.project')),
            ],
            options={
                'verbose_name': 'invitation d’une classe',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('project', 'classroom'), name='projects_invitation_once', violation_error_message='Cette classe est déjà invitée.'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('state__in', ['accepted', 'declined'])), ('state__in', ['waiting', 'withdrawn']), _connector='OR'), name='projects_invitation_answered')],
            },
        ),
        migrations.CreateModel(
            name='OwnNo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='own_nos', to='projects.project')),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='own_nos', to='members.pupil')),
            ],
            options={
                'verbose_name': '«\xa0je ne veux pas\xa0» d’un élève',
                'constraints': [models.UniqueConstraint(fields=('pupil', 'project'), name='projects_ownno_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('commune', 'commune, collectivité'), ('parents', 'association de parents'), ('association', 'association'), ('school', 'autre école'), ('culture', 'musée, bibliothèque, artiste'), ('nature', 'parc, jardin, ferme'), ('shop', 'commerce, entreprise'), ('other', 'autre')], max_length=11, verbose_name='qui')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('help', models.CharField(blank=True, max_length=200, verbose_name='ce qu’il apporte')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='projects.project')),
            ],
            options={
                'verbose_name': 'partenaire du projet',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('project', 'name'), name='projects_partner_once', violation_error_message='Ce partenaire est déjà dans la liste.')],
            },
        ),
        migrations.CreateModel(
            name='PlannedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('side', models.CharField(choices=[('in', 'ce qui entrera'), ('out', 'ce qui sortira')], max_length=3, verbose_name='sens')),
                ('words', models.CharField(max_length=120, verbose_name='pour quoi')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='somme')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='planned_lines', to='projects.project')),
            ],
            options={
                'verbose_name': 'ligne du budget prévu',
                'ordering': ['side', 'id'],
                'constraints': [models.UniqueConstraint(fields=('project', 'side', 'words'), name='projects_plannedline_once', violation_error_message='Cette ligne est déjà dans le budget.'), models.CheckConstraint(condition=models.Q(('amount__gt', Decimal('0'))), name='projects_plannedline_amount', violation_error_message='Une somme prévue est plus grande que zéro.')],
            },
        ),
        migrations.CreateModel(
            name='ProjectDate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('beat', models.CharField(choices=[('imagine', 'on imagine'), ('prepare', 'on prépare'), ('do', 'on fait'), ('tell', 'on raconte')], max_length=7, verbose_name='temps du projet')),
                ('on', models.DateField(verbose_name='le')),
                ('until', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                ('title', models.CharField(max_length=120, verbose_name='quoi')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dates', to='projects.project')),
            ],
            options={
                'verbose_name': 'date du projet',
                'ordering': ['on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('project', 'on', 'title'), name='projects_projectdate_once', violation_error_message='Cette date est déjà dans le calendrier.'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('on')), _connector='OR'), name='projects_projectdate_ends_after_it_begins', violation_error_message='Le dernier jour vient après le premier.')],
            },
        ),
        migrations.CreateModel(
            name='ProjectKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=12)),
                ('label_fr', models.CharField(max_length=40, verbose_name='nom en français')),
                ('label_en', models.CharField(max_length=40, verbose_name='nom en anglais')),
                ('icon', models.CharField(default='star', max_length=20, verbose_name='image')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place')),
                ('retired', models.BooleanField(default=False, verbose_name='n’est plus proposé')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='project_kinds', to='cooperatives.federation')),
            ],
            options={
                'verbose_name': 'domaine de projet',
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('federation', 'key'), name='projects_projectkind_once', violation_error_message='Ce domaine existe déjà.')],
            },
        ),
        migrations.CreateModel(
            name='ProjectPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='lieu')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='projects.project')),
            ],
            options={
                'verbose_name': 'lieu du projet',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('project', 'name'), name='projects_projectplace_once', violation_error_message='Ce lieu est déjà dans la liste.')],
            },
        ),
        migrations.CreateModel(
            name='ProjectRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one_parent_is_enough', models.BooleanField(default=False, verbose_name='la signature d’un seul parent suffit hors du site')),
                ('federation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='project_rules', to='cooperatives.federation')),
            ],
            options={
                'verbose_name': 'règles des projets',
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by_words', models.CharField(choices=[('nobody', 'personne'), ('known', 'oui, et les familles le savent')], max_length=6, verbose_name='par les mots')),
                ('by_pictures', models.CharField(choices=[('nobody', 'personne'), ('known', 'oui, et les familles le savent')], max_length=6, verbose_name='par les images et les voix')),
                ('by_place', models.CharField(choices=[('nobody', 'personne'), ('known', 'oui, et les familles le savent')], max_length=6, verbose_name='par le lieu')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='pourquoi')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='projects.project')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'publication',
                'ordering': ['-at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('project',), name='projects_publication_one_open')],
            },
        ),
        migrations.CreateModel(
            name='Reflection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('open', 'ouvert'), ('closed', 'terminé')], default='open', max_length=6)),
                ('summary', models.JSONField(blank=True, null=True, verbose_name='ce que la classe en dit')),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reflections', to='cooperatives.classroom')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reflections', to='projects.project')),
            ],
            options={
                'verbose_name': 'bilan de la classe',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('project', 'classroom'), name='projects_reflection_once', violation_error_message='Le bilan de cette classe existe déjà.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), ('summary__isnull', True)), models.Q(('state', 'closed'), ('summary__isnull', False)), _connector='OR'), name='projects_reflection_closed_is_counted')],
            },
        ),
        migrations.CreateModel(
            name='ReflectionPaper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('face', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('words', models.JSONField(default=dict)),
                ('skills', models.JSONField(default=dict)),
                ('reflection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='projects.reflection')),
            ],
            options={
                'verbose_name': 'papier du bilan',
                'constraints': [models.CheckConstraint(condition=models.Q(('face__isnull', True), ('face__range', (1, 3)), _connector='OR'), name='projects_reflectionpaper_face')],
            },
        ),
        migrations.CreateModel(
            name='ReflectionTurnout',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil')),
                ('reflection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turnout', to='projects.reflection')),
            ],
            options={
                'verbose_name': 'participation au bilan',
                'constraints': [models.UniqueConstraint(fields=('reflection', 'pupil'), name='projects_reflectionturnout_once')],
            },
        ),
        migrations.CreateModel(
            name='ReportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('training', 'formation, animation'), ('event', 'fête, rencontre, sortie'), ('other', 'autre chose')], max_length=8, verbose_name='sorte')),
                ('on', models.DateField(blank=True, null=True, verbose_name='le')),
                ('words', models.CharField(max_length=200, verbose_name='quoi')),
                ('hours', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='heures')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='projects.activityreport')),
            ],
            options={
                'verbose_name': 'ligne du compte rendu d’activité',
                'ordering': ['on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('report', 'kind', 'words'), name='projects_reportline_once', violation_error_message='Cette ligne est déjà dans le compte rendu.'), models.CheckConstraint(condition=models.Q(('hours__isnull', True), models.Q(('hours__gt', 0), ('hours__lte', 2000)), _connector='OR'), name='projects_reportline_hours', violation_error_message='Entre une demi-heure et 2 000 heures.')],
            },
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='cycle')),
                ('words_fr', models.CharField(max_length=200, verbose_name='compétence')),
                ('words_en', models.CharField(blank=True, max_length=200, verbose_name='compétence, en anglais')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place')),
                ('retired', models.BooleanField(default=False, verbose_name='n’est plus proposée')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='skills', to='cooperatives.federation')),
            ],
            options={
                'verbose_name': 'compétence travaillée',
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('federation', 'cycle', 'words_fr'), name='projects_skill_once', nulls_distinct=False, violation_error_message='Cette compétence est déjà dans la liste.'), models.CheckConstraint(condition=models.Q(('cycle__isnull', True), ('cycle__range', (1, 4)), _connector='OR'), name='projects_skill_cycle')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=120, verbose_name='quoi')),
                ('state', models.CharField(choices=[('todo', 'à faire'), ('doing', 'en cours'), ('done', 'fait')], default='todo', max_length=5, verbose_name='état')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='pour le')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='fait le')),
                ('job', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='members.classjob')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='projects.project')),
                ('pupils', models.ManyToManyField(blank=True, related_name='tasks', to='members.pupil')),
                ('written_by_pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil')),
                ('written_by_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'tâche',
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('project', 'title'), name='projects_task_once', violation_error_message='Cette tâche est déjà sur le tableau.'), models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_on__isnull', True)), _connector='OR'), name='projects_task_done_has_a_day'), models.CheckConstraint(condition=models.Q(('written_by_user__isnull', True), ('written_by_pupil__isnull', True), _connector='OR'), name='projects_task_one_author')],
            },
        ),
    ),
        migrations.RemoveConstraint(
            model_name='projectstep',
            name='projects_projectstep_state_once',
        ),
        migrations.AddField(
            model_name='project',
            name='aims',
            field=models.TextField(blank=True, max_length=1000, verbose_name='ce que nous voulons'),
        ),
        migrations.AddField(
            model_name='project',
            name='hours',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='heures de classe'),
        ),
        migrations.AddField(
            model_name='project',
            name='learnt',
            field=models.TextField(blank=True, max_length=2000, verbose_name='ce que nous avons appris'),
        ),
        migrations.AddField(
            model_name='projectstep',
            name='by_pupil',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil'),
        ),
        migrations.AddField(
            model_name='projectstep',
            name='by_user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='projectstep',
            name='returns',
            field=models.BooleanField(default=False, verbose_name='y revient'),
        ),
        migrations.AlterField(
            model_name='project',
            name='story',
            field=models.TextField(blank=True, verbose_name='ce que nous avons fait'),
        ),
        migrations.AddConstraint(
            model_name='projectstep',
            constraint=models.UniqueConstraint(condition=models.Q(('returns', False)), fields=('project', 'state'), name='projects_projectstep_state_once'),
        ),
        migrations.AddConstraint(
            model_name='projectstep',
            constraint=models.CheckConstraint(condition=models.Q(('by_user__isnull', True), ('by_pupil__isnull', True), _connector='OR'), name='projects_projectstep_one_author'),
        ),
        migrations.AddConstraint(
            model_name='projectstep',
            constraint=models.CheckConstraint(condition=models.Q(('returns', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='projects_projectstep_return_has_a_reason', violation_error_message='Dites pourquoi le projet revient en arrière.'),
        ),
        migrations.AddField(
            model_name='project',
            name='cover',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.piece', verbose_name='image de couverture'),
        ),
        migrations.AddField(
            model_name='project',
            name='skills',
            field=models.ManyToManyField(blank=True, related_name='projects', to='projects.skill'),
        ),
    ]
