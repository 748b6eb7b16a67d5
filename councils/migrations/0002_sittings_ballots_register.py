import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('councils', '0001_initial'),
        ('members', '0003_pupils'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='AdultMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('on', models.DateField(verbose_name='le')),
                ('at', models.TimeField(blank=True, null=True, verbose_name='à')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='lieu')),
                ('agenda', models.TextField(max_length=2000, verbose_name='ordre du jour')),
                ('state', models.CharField(choices=[('called', 'convoquée'), ('held', 'tenue'), ('cancelled', 'annulée')], default='called', max_length=9, verbose_name='état')),
                ('invited', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='adultes convoqués')),
                ('present', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='présents')),
                ('present_words', models.CharField(blank=True, max_length=300, verbose_name='qui était là (les fonctions)')),
                ('minutes', models.TextField(blank=True, max_length=6000, verbose_name='compte rendu')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adult_meetings', to='cooperatives.cooperative')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adult_meetings', to='cooperatives.schoolyear')),
            ],
            options={
                'verbose_name': 'séance du conseil des adultes',
                'ordering': ['-on', '-id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('cooperative', 'on'), name='councils_adultmeeting_once_a_day', violation_error_message='Une séance est déjà écrite pour ce jour.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'held'), _negated=True), models.Q(('present__gte', 1), models.Q(('minutes', ''), _negated=True)), _connector='OR'), name='councils_adultmeeting_held_has_minutes', violation_error_message='Une séance tenue a des présents et un compte rendu.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CouncilMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='le')),
                ('state', models.CharField(choices=[('prepared', 'en préparation'), ('open', 'ouvert'), ('closed', 'terminé')], default='prepared', max_length=8, verbose_name='état')),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('tick', models.PositiveIntegerField(default=0)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='councils.council')),
            ],
            options={
                'verbose_name': 'séance du conseil',
                'ordering': ['-held_on', '-id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'closed'), _negated=True), fields=('council',), name='councils_councilmeeting_one_at_a_time', violation_error_message='Un conseil est déjà en préparation, ou ouvert.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('opened_at__isnull', True), ('state', 'prepared')), models.Q(('closed_at__isnull', True), ('opened_at__isnull', False), ('state', 'open')), models.Q(('closed_at__isnull', False), ('opened_at__isnull', False), ('state', 'closed')), _connector='OR'), name='councils_councilmeeting_times'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('kind', models.CharField(choices=[('late', 'à faire encore'), ('review', 'on en reparle'), ('report', 'les délégués racontent'), ('thanks', 'mercis'), ('problem', 'ça ne va pas'), ('question', 'question'), ('idea', 'idée'), ('rule', 'règle de la classe'), ('job', 'métier'), ('spending', 'dépense'), ('other', 'autre sujet')], default='other', max_length=8, verbose_name='sorte')),
                ('title', models.CharField(blank=True, max_length=160, verbose_name='de quoi on parle')),
                ('minutes', models.PositiveSmallIntegerField(default=5, verbose_name='minutes')),
                ('state', models.CharField(choices=[('waiting', 'à venir'), ('now', 'en ce moment'), ('done', 'vu'), ('later', 'la prochaine fois'), ('dropped', 'retiré')], default='waiting', max_length=7, verbose_name='état')),
                ('words', models.CharField(blank=True, max_length=600, verbose_name='ce qu’on a dit')),
                ('running_since', models.DateTimeField(blank=True, null=True)),
                ('seconds_spent', models.PositiveIntegerField(default=0)),
                ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comes_back', to='councils.decision')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='councils.council')),
                ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='councils.agendaitem')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='councils.councilmeeting')),
            ],
            options={
                'verbose_name': 'sujet de l’ordre du jour',
                'ordering': ['position', 'id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'now')), fields=('meeting',), name='councils_agendaitem_one_at_a_time'),
                    models.UniqueConstraint(fields=('meeting', 'about'), name='councils_agendaitem_comes_back_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('about__isnull', False), ('kind__in', ['late', 'review'])), models.Q(models.Q(('kind__in', ['late', 'review']), _negated=True), ('about__isnull', True)), _connector='OR'), name='councils_agendaitem_about'),
                    models.CheckConstraint(condition=models.Q(('minutes__range', (1, 90))), name='councils_agendaitem_minutes'),
                    models.CheckConstraint(condition=models.Q(('running_since__isnull', True), ('state', 'now'), _connector='OR'), name='councils_agendaitem_runs_now'),
                    models.CheckConstraint(condition=models.Q(('meeting__isnull', False), ('state__in', ['waiting', 'dropped']), _connector='OR'), name='councils_agendaitem_spoken_of_in_a_meeting'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Roll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('adults', models.PositiveSmallIntegerField(default=0, verbose_name='adultes qui votent')),
                ('members', models.PositiveSmallIntegerField(default=0, verbose_name='membres')),
                ('present', models.PositiveSmallIntegerField(default=0, verbose_name='présents')),
                ('called', models.BooleanField(default=False, verbose_name='appel fait')),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.classroom')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rolls', to='councils.councilmeeting')),
            ],
            options={
                'verbose_name': 'appel',
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(fields=('meeting', 'classroom'), name='councils_roll_once'),
                    models.CheckConstraint(condition=models.Q(('present__lte', models.F('members'))), name='councils_roll_adds_up'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('here', models.BooleanField(default=True, verbose_name='est là')),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil')),
                ('roll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='councils.roll')),
            ],
            options={
                'verbose_name': 'présence',
                'constraints': [
                    models.UniqueConstraint(fields=('roll', 'pupil'), name='councils_attendance_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('subject', models.CharField(choices=[('idea', 'une idée, un projet'), ('spending', 'une dépense'), ('rule', 'une règle de la classe'), ('thing', 'un jour, un lieu, un nom, un objet'), ('job', 'un métier à confier')], max_length=8, verbose_name='on vote pour')),
                ('way', models.CharField(choices=[('consensus', 'tout le monde est d’accord'), ('consent', 'personne ne s’y oppose'), ('hands', 'à main levée'), ('secret', 'vote secret'), ('approval', 'tout ce qui me plaît'), ('judgment', 'cinq visages'), ('election', 'élection'), ('budget', 'partage d’une somme')], max_length=9, verbose_name='façon de décider')),
                ('collected', models.CharField(choices=[('aloud', 'de vive voix'), ('hands', 'en levant la main'), ('tablet', 'sur la tablette'), ('paper', 'sur des bulletins de papier')], max_length=6, verbose_name='comment on donne sa voix')),
                ('question', models.CharField(max_length=160, verbose_name='la question')),
                ('secret', models.BooleanField(default=False, verbose_name='secret')),
                ('hidden', models.BooleanField(default=False, verbose_name='caché jusqu’à la fin')),
                ('threshold', models.CharField(choices=[('most', 'le plus de voix'), ('half', 'plus de la moitié des voix'), ('two_thirds', 'deux voix sur trois')], default='half', max_length=10, verbose_name='il faut')),
                ('tie', models.CharField(choices=[('again', 'on en parle et on revote'), ('stays', 'rien ne change'), ('lot', 'on tire au sort')], default='again', max_length=5, verbose_name='en cas d’égalité')),
                ('seats', models.PositiveSmallIntegerField(default=1, verbose_name='places')),
                ('rounds', models.PositiveSmallIntegerField(default=1, verbose_name='tours')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='tour')),
                ('budget', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='somme à partager')),
                ('state', models.CharField(choices=[('prepared', 'préparé'), ('open', 'ouvert'), ('finished', 'terminé, pas encore montré'), ('shown', 'montré'), ('kept', 'devenu une décision'), ('dropped', 'abandonné')], default='prepared', max_length=8, verbose_name='état')),
                ('voters', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='personnes qui votent')),
                ('quorum', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='voix nécessaires')),
                ('outcome', models.JSONField(blank=True, null=True, verbose_name='résultat')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='councils.council')),
                ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='councils.ballot')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='councils.agendaitem')),
                ('job', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='members.classjob')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='councils.councilmeeting')),
            ],
            options={
                'verbose_name': 'vote',
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'finished'])), fields=('meeting',), name='councils_ballot_one_at_a_time', violation_error_message='Un vote est déjà en cours. Terminez-le d’abord.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('job__isnull', False), ('subject', 'job'), ('way', 'election')), models.Q(models.Q(('way', 'election'), _negated=True), models.Q(('subject', 'job'), _negated=True), ('job__isnull', True)), _connector='OR'), name='councils_ballot_person_only_for_a_job', violation_error_message='On n’élit quelqu’un que pour un métier.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('way__in', ['election', 'secret']), _negated=True), models.Q(('hidden', True), ('secret', True)), _connector='OR'), name='councils_ballot_election_is_secret', violation_error_message='Une élection et un vote secret restent secrets.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('collected', 'aloud'), ('secret', False), ('way__in', ['consensus', 'consent'])), models.Q(('collected', 'hands'), ('secret', False), ('way', 'hands')), models.Q(('collected__in', ['tablet', 'paper']), ('way__in', ['secret', 'election'])), models.Q(('collected__in', ['tablet', 'paper', 'hands']), ('way__in', ['approval', 'judgment', 'budget'])), _connector='OR'), name='councils_ballot_voices_fit_the_way'),
                    models.CheckConstraint(condition=models.Q(('secret', False), ('collected__in', ['tablet', 'paper']), _connector='OR'), name='councils_ballot_secret_is_not_shown_by_hands', violation_error_message='Un vote secret ne se fait pas à main levée.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('budget__gt', 0), ('way', 'budget')), models.Q(models.Q(('way', 'budget'), _negated=True), ('budget__isnull', True)), _connector='OR'), name='councils_ballot_budget', violation_error_message='Écrivez la somme à partager.'),
                    models.CheckConstraint(condition=models.Q(('round__gte', 1), ('round__lte', models.F('rounds')), ('rounds__in', [1, 2]), ('seats__range', (1, 10))), name='councils_ballot_rounds'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['prepared', 'dropped']), ('voters__isnull', False), _connector='OR'), name='councils_ballot_opened_with_voters'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['shown', 'kept']), _negated=True), ('outcome__isnull', False), _connector='OR'), name='councils_ballot_shown_has_an_outcome'),
                ],
            },
        ),
        migrations.CreateModel(
            name='BallotOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('side', models.CharField(blank=True, choices=[('', 'un choix'), ('for', 'pour'), ('against', 'contre')], max_length=7)),
                ('label', models.CharField(blank=True, max_length=80, verbose_name='choix')),
                ('picture', models.CharField(blank=True, max_length=20, verbose_name='image')),
                ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='coûte')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='options', to='councils.ballot')),
                ('pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil')),
            ],
            options={
                'verbose_name': 'choix d’un vote',
                'ordering': ['ballot', 'position'],
                'constraints': [
                    models.UniqueConstraint(fields=('ballot', 'position'), name='councils_ballotoption_position_once'),
                    models.UniqueConstraint(fields=('ballot', 'pupil'), name='councils_ballotoption_candidate_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('label', ''), ('pupil__isnull', False)), models.Q(('pupil__isnull', True), models.Q(('label', ''), _negated=True)), _connector='OR'), name='councils_ballotoption_names_something'),
                    models.CheckConstraint(condition=models.Q(('cost__isnull', True), ('cost__gt', 0), _connector='OR'), name='councils_ballotoption_cost'),
                    models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='councils_ballotoption_from_one'),
                ],
            },
        ),
        migrations.CreateModel(
            name='BallotPaper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('marks', models.JSONField(default=dict)),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='councils.ballot')),
            ],
            options={
                'verbose_name': 'bulletin',
            },
        ),
        migrations.CreateModel(
            name='ClassRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('law', 'loi'), ('rule', 'règle')], max_length=4, verbose_name='sorte')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('text', models.CharField(max_length=160, verbose_name='en une phrase')),
                ('picture', models.CharField(blank=True, max_length=20, verbose_name='image')),
                ('starts_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='depuis le')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='councils.council')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='councils.decision')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ended_rules', to='councils.decision')),
            ],
            options={
                'verbose_name': 'loi ou règle',
                'ordering': ['kind', 'position', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('decision__isnull', True), ('ended_by__isnull', True), ('kind', 'law')), models.Q(('decision__isnull', False), ('kind', 'rule')), _connector='OR'), name='councils_classrule_rules_are_decided', violation_error_message='Une règle vient d’une décision du conseil.'),
                    models.CheckConstraint(condition=models.Q(('kind', 'law'), ('ends_on__isnull', True), ('ended_by__isnull', False), _connector='OR'), name='councils_classrule_rule_ends_by_a_decision'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FeasibilityNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('law', 'la loi'), ('safety', 'la sécurité'), ('money', 'l’argent')], max_length=6, verbose_name='il s’agit de')),
                ('words', models.CharField(max_length=300, verbose_name='ce qu’il faut savoir')),
                ('can_be_done', models.BooleanField(default=True, verbose_name='c’est possible')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='councils.agendaitem')),
            ],
            options={
                'verbose_name': 'note de faisabilité',
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(fields=('item', 'ground'), name='councils_feasibilitynote_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('begun', 'commencée'), ('done', 'faite'), ('later', 'plus tard'), ('dropped', 'abandonnée')], max_length=7, verbose_name='où on en est')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='en une phrase')),
                ('on', models.DateField(default=django.utils.timezone.localdate, verbose_name='le')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='councils.decision')),
            ],
            options={
                'verbose_name': 'suite d’une décision',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='GuarantorAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('pause', 'pause'), ('veto', 'arrêt d’une proposition')], max_length=5, verbose_name='geste')),
                ('ground', models.CharField(choices=[('law', 'la loi'), ('safety', 'la sécurité'), ('money', 'l’argent'), ('respect', 'le respect de chacun')], max_length=7, verbose_name='au nom de')),
                ('words', models.CharField(max_length=300, verbose_name='ce que la classe entend')),
                ('words_kept', models.CharField(blank=True, max_length=500, verbose_name='ce que l’adulte garde pour lui')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='guarantor_acts', to='councils.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guarantor_acts', to='councils.councilmeeting')),
            ],
            options={
                'verbose_name': 'geste du garant',
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('kind', 'pause')), fields=('meeting',), name='councils_guarantoract_one_pause'),
                    models.UniqueConstraint(condition=models.Q(('kind', 'veto')), fields=('item',), name='councils_guarantoract_one_veto'),
                    models.CheckConstraint(condition=models.Q(('kind', 'pause'), ('item__isnull', False), _connector='OR'), name='councils_guarantoract_veto_of_an_item'),
                ],
            },
        ),
        migrations.CreateModel(
            name='HandCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counter', models.PositiveSmallIntegerField(verbose_name='qui compte')),
                ('counts', models.JSONField(default=dict)),
                ('blank', models.PositiveSmallIntegerField(default=0, verbose_name='ne choisit pas')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_counts', to='councils.ballot')),
                ('pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil')),
            ],
            options={
                'verbose_name': 'comptage',
                'ordering': ['counter'],
                'constraints': [
                    models.UniqueConstraint(fields=('ballot', 'counter'), name='councils_handcount_once'),
                    models.CheckConstraint(condition=models.Q(('counter__in', [1, 2])), name='councils_handcount_two'),
                    models.UniqueConstraint(fields=('ballot', 'pupil'), name='councils_handcount_two_pupils'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ItemMandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300, verbose_name='ce que notre classe demande')),
                ('classroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.classroom')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='councils.agendaitem')),
            ],
            options={
                'verbose_name': 'mandat donné par une classe',
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(fields=('item', 'classroom'), name='councils_itemmandate_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MeetingRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('president', 'présidence'), ('secretary', 'secrétariat'), ('timekeeper', 'temps'), ('speaker', 'parole')], max_length=10, verbose_name='rôle')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='councils.councilmeeting')),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil')),
            ],
            options={
                'verbose_name': 'rôle du jour',
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(fields=('meeting', 'role'), name='councils_meetingrole_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300, verbose_name='ce qui gêne')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='ce qu’on a changé')),
                ('lifted', models.BooleanField(default=False, verbose_name='levée')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='councils.ballot')),
            ],
            options={
                'verbose_name': 'objection',
                'ordering': ['id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('lifted', False), models.Q(('answer', ''), _negated=True), _connector='OR'), name='councils_objection_lifted_by_an_answer'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('idea', 'idée'), ('thanks', 'merci'), ('problem', 'ça ne va pas'), ('question', 'question')], max_length=8, verbose_name='sorte')),
                ('text', models.CharField(blank=True, max_length=400, verbose_name='le petit mot')),
                ('pictures', models.JSONField(blank=True, default=list, verbose_name='en images')),
                ('dictated', models.BooleanField(default=False, verbose_name='dicté à l’adulte')),
                ('put_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='mis dans la boîte le')),
                ('opened_on', models.DateField(blank=True, null=True, verbose_name='ouvert le')),
                ('taken_back_on', models.DateField(blank=True, null=True, verbose_name='repris le')),
                ('set_aside_on', models.DateField(blank=True, null=True, verbose_name='mis à part le')),
                ('erased_on', models.DateField(blank=True, null=True, verbose_name='effacé le')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='councils.council')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='councils.agendaitem')),
                ('pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='members.pupil')),
                ('set_aside_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'petit mot',
                'ordering': ['id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('erased_on__isnull', False), ('pictures', []), ('text', '')), models.Q(('erased_on__isnull', True), models.Q(models.Q(('text', ''), _negated=True), models.Q(('pictures', []), _negated=True), _connector='OR')), _connector='OR'), name='councils_slip_says_something', violation_error_message='Un petit mot dit quelque chose, ou montre une image.'),
                    models.CheckConstraint(condition=models.Q(('taken_back_on__isnull', True), models.Q(('item__isnull', True), ('set_aside_on__isnull', True)), _connector='OR'), name='councils_slip_out_of_the_box_once'),
                    models.CheckConstraint(condition=models.Q(('item__isnull', True), ('opened_on__isnull', False), _connector='OR'), name='councils_slip_sealed_is_on_no_agenda', violation_error_message='La boîte est encore fermée.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SpeakingTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('waiting', 'attend'), ('speaking', 'parle'), ('done', 'a parlé')], default='waiting', max_length=8)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speaking_turns', to='councils.agendaitem')),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil')),
            ],
            options={
                'verbose_name': 'tour de parole',
                'ordering': ['rank'],
                'constraints': [
                    models.UniqueConstraint(fields=('item', 'rank'), name='councils_speakingturn_rank_once'),
                    models.UniqueConstraint(condition=models.Q(('state', 'speaking')), fields=('item',), name='councils_speakingturn_one_speaks'),
                    models.UniqueConstraint(condition=models.Q(('state', 'done'), _negated=True), fields=('item', 'pupil'), name='councils_speakingturn_one_hand'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Turnout',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('seat', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='adulte')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turnout', to='councils.ballot')),
                ('pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil')),
            ],
            options={
                'verbose_name': 'participation à un vote',
                'constraints': [
                    models.UniqueConstraint(fields=('ballot', 'pupil'), name='councils_turnout_pupil_once'),
                    models.UniqueConstraint(fields=('ballot', 'seat'), name='councils_turnout_seat_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('pupil__isnull', False), ('seat__isnull', True)), models.Q(('pupil__isnull', True), ('seat__gte', 1)), _connector='OR'), name='councils_turnout_child_or_adult'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Unsealing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(default=django.utils.timezone.localdate, verbose_name='le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unsealings', to='councils.council')),
                ('day_pass', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.daypass')),
            ],
            options={
                'verbose_name': 'ouverture de la boîte par un adulte',
                'ordering': ['-id'],
                'constraints': [
                    models.UniqueConstraint(fields=('council', 'on'), name='councils_unsealing_once_a_day'),
                    models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', False), ('day_pass__isnull', True)), models.Q(('by__isnull', True), ('day_pass__isnull', False)), _connector='OR'), name='councils_unsealing_by_somebody'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DecisionJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(default=django.utils.timezone.localdate, verbose_name='le')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to='councils.decision')),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='from_decisions', to='members.classjob')),
            ],
            options={
                'verbose_name': 'métier né d’une décision',
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(fields=('decision', 'job'), name='councils_decisionjob_once'),
                ],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='councils.agendaitem'),
        ),
        migrations.AddField(
            model_name='decision',
            name='ballot',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='councils.ballot'),
        ),
    )]
