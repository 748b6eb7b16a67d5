import datetime
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('members', '0002_notification'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='CodeTries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('wrong', models.PositiveIntegerField(default=0)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('wait_until', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ClassJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('president', 'président ou présidente'), ('secretary', 'secrétaire'), ('treasurer', 'trésorier ou trésorière'), ('timekeeper', 'maître ou maîtresse du temps'), ('speaker', 'distributeur ou distributrice de parole'), ('gardener', 'jardinier ou jardinière'), ('material', 'responsable du matériel'), ('librarian', 'bibliothécaire'), ('messenger', 'messager ou messagère'), ('delegate', 'délégué ou déléguée'), ('own', 'un autre métier')], max_length=10, verbose_name='métier')),
                ('title', models.CharField(blank=True, max_length=40, verbose_name='nom du métier')),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='retiré le')),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to='cooperatives.classroom')),
                ('rota_weeks', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='semaines de chacun, à tour de rôle')),
            ],
            options={
                'verbose_name': 'métier de la classe',
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('retired_on__isnull', True)), fields=('classroom', 'kind', 'title'), name='members_classjob_once', violation_error_message='La classe a déjà ce métier.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'own'), models.Q(('title', ''), _negated=True)), models.Q(models.Q(('kind', 'own'), _negated=True), ('title', '')), _connector='OR'), name='members_classjob_own_title', violation_error_message='Donnez un nom à ce métier.'),
                    models.CheckConstraint(condition=models.Q(('rota_weeks__isnull', True), ('rota_weeks__range', (1, 10)), _connector='OR'), name='members_classjob_rota', violation_error_message='À tour de rôle\xa0: d’une à dix semaines chacun.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ClassSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('code', models.CharField(max_length=6, verbose_name='code')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='ouverte à')),
                ('ends_at', models.DateTimeField(verbose_name='jusqu’à')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='fermée à')),
                ('any_device', models.BooleanField(default=False, verbose_name='tout appareil entre')),
                ('as_one', models.BooleanField(default=False, verbose_name='toute la classe ensemble')),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='cooperatives.classroom')),
                ('day_pass', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='cooperatives.daypass')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='class_sessions', to='cooperatives.federation')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'classe ouverte',
                'ordering': ['-opened_at'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('federation', 'code'), name='members_classsession_code_once_while_open'),
                    models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('classroom',), name='members_classsession_one_a_class', violation_error_message='Cette classe est déjà ouverte.'),
                    models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{6}$')), name='members_classsession_six_digits'),
                    models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('opened_at')), ('ends_at__lte', django.db.models.expressions.CombinedExpression(models.F('opened_at'), '+', models.Value(datetime.timedelta(seconds=7200))))), name='members_classsession_two_hours_at_most', violation_error_message='Une classe reste ouverte deux heures au plus.'),
                    models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('opened_at')), _connector='OR'), name='members_classsession_ends_after_it_opens'),
                    models.CheckConstraint(condition=models.Q(models.Q(('day_pass__isnull', True), ('opened_by__isnull', False)), models.Q(('day_pass__isnull', False), ('opened_by__isnull', True)), _connector='OR'), name='members_classsession_opened_by_somebody'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Pupil',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('child', 'élève'), ('guest', 'carte invitée'), ('class', 'toute la classe')], default='child', max_length=5)),
                ('first_name', models.CharField(blank=True, max_length=30, verbose_name='prénom ou surnom')),
                ('reading_age', models.PositiveSmallIntegerField(choices=[(6, '6 à 8 ans, images et voix'), (9, '9 à 11 ans'), (12, '12 à 15 ans')], default=6, verbose_name='âge de lecture')),
                ('secret_hash', models.CharField(blank=True, max_length=64)),
                ('secret_version', models.PositiveSmallIntegerField(default=1)),
                ('card_token_hash', models.CharField(max_length=64, unique=True)),
                ('card_version', models.PositiveSmallIntegerField(default=1)),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='parti le')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pupils', to='cooperatives.cooperative')),
            ],
            options={
                'verbose_name': 'élève',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('first_name', ''), models.Q(('kind', 'child'), ('left_on__isnull', True)), _connector='OR'), name='members_pupil_named_while_here', violation_error_message='Un élève parti n’a plus de prénom\xa0; une carte invitée n’en a pas.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'child'), _negated=True), ('left_on__isnull', False), models.Q(('first_name', ''), _negated=True), _connector='OR'), name='members_pupil_here_has_a_name', violation_error_message='Écrivez un prénom ou un surnom.'),
                    models.CheckConstraint(condition=models.Q(('reading_age__in', [6, 9, 12])), name='members_pupil_reading_age'),
                ],
            },
        ),
        migrations.CreateModel(
            name='JobTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(verbose_name='au')),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='members.classjob')),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='job_terms', to='members.pupil')),
            ],
            options={
                'verbose_name': 'mandat d’un métier',
                'ordering': ['-starts_on', '-id'],
                'constraints': [
                    models.UniqueConstraint(fields=('job', 'pupil', 'starts_on'), name='members_jobterm_once'),
                    models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on')), ('ends_on__lte', django.db.models.expressions.CombinedExpression(models.F('starts_on'), '+', models.Value(datetime.timedelta(days=366))))), name='members_jobterm_a_year_at_most', violation_error_message='Un métier dure un an au plus.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(blank=True, max_length=4, verbose_name='niveau')),
                ('picture', models.CharField(blank=True, max_length=20, null=True, verbose_name='image')),
                ('tint', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='teinte')),
                ('guest_number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='numéro de la carte invitée')),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='cooperatives.classroom')),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='members.pupil')),
            ],
            options={
                'verbose_name': 'élève de la classe',
                'ordering': ['classroom', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('pupil', 'classroom'), name='members_enrolment_once'),
                    models.UniqueConstraint(fields=('classroom', 'picture', 'tint'), name='members_enrolment_own_picture', violation_error_message='Un autre élève de la classe a déjà cette image.'),
                    models.UniqueConstraint(fields=('classroom', 'guest_number'), name='members_enrolment_own_guest_number', violation_error_message='Une autre carte invitée porte déjà ce numéro.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('picture__isnull', True), ('tint__isnull', True)), models.Q(('guest_number__isnull', True), ('picture__isnull', False), ('tint__isnull', False), ('tint__lte', 4)), _connector='OR'), name='members_enrolment_picture_with_tint', violation_error_message='Une image va avec une couleur\xa0; une carte invitée n’en a pas.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SecretTries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wrong', models.PositiveSmallIntegerField(default=0)),
                ('pause_until', models.DateTimeField(blank=True, null=True)),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.pupil')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='secret_tries', to='members.classsession')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('session', 'pupil'), name='members_secrettries_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SessionDevice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('cookie_hash', models.CharField(max_length=64, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('how', models.CharField(choices=[('code', 'a tapé le code'), ('qr', 'a scanné la classe'), ('card', 'a scanné une carte'), ('shared', 'tablette de la classe')], max_length=6)),
                ('arrived_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('let_in_at', models.DateTimeField(blank=True, null=True)),
                ('sent_away_at', models.DateTimeField(blank=True, null=True)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='devices', to='members.classsession')),
            ],
            options={
                'verbose_name': 'appareil dans la classe',
                'ordering': ['session', 'number'],
                'constraints': [
                    models.UniqueConstraint(fields=('session', 'number'), name='members_sessiondevice_own_number'),
                    models.CheckConstraint(condition=models.Q(models.Q(('how', 'shared'), _negated=True), ('let_in_at__isnull', False), _connector='OR'), name='members_sessiondevice_shared_is_in'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('adult', 'demande un adulte'), ('lost', 'a perdu sa carte'), ('not-me', 'ne trouve pas son image'), ('new', 'est nouveau ou nouvelle'), ('read', 'ne sait pas lire un mot'), ('pause', 'fait une pause d’une minute')], max_length=6)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signals', to='members.sessiondevice')),
                ('pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.pupil')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signals', to='members.classsession')),
            ],
            options={
                'verbose_name': 'signal d’un élève',
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='members.sessiondevice')),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='members.pupil')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='members.classsession')),
                ('is_visit', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'tour d’un élève',
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('device',), name='members_turn_one_a_device'),
                    models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('session', 'pupil'), name='members_turn_one_a_pupil'),
                ],
            },
        ),
    )]
