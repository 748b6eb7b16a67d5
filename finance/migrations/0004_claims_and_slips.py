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
        ('councils', '0001_initial'),
        ('finance', '0003_ledger_guards'),
        ('members', '0003_pupils'),
        ('projects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='PracticeRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('opening', models.DecimalField(decimal_places=2, default=Decimal('100'), max_digits=12, verbose_name='argent pour de faux')),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('classroom', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='practice', to='cooperatives.classroom')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'classe d’entraînement',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('opening__gte', 0)), name='finance_practicerun_opening_not_negative', violation_error_message='Pour s’entraîner, on part de zéro euro ou plus.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PracticeEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='numéro')),
                ('date', models.DateField(verbose_name='date')),
                ('came_in', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=12, verbose_name='entre')),
                ('went_out', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=12, verbose_name='sort')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='finance.practicerun')),
            ],
            options={
                'verbose_name': 'écriture pour de faux',
                'ordering': ['run_id', 'number'],
                'constraints': [
                    models.UniqueConstraint(fields=('run', 'number'), name='finance_practiceentry_number_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('came_in__gt', 0), ('went_out', 0)), models.Q(('came_in', 0), ('went_out__gt', 0)), _connector='OR'), name='finance_practiceentry_one_side'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ExpenseClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('draft', 'en cours d’écriture'), ('sent', 'à valider'), ('agreed', 'accordée'), ('paid', 'payée'), ('returned', 'à compléter'), ('refused', 'refusée')], default='draft', max_length=8, verbose_name='état')),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='envoyée le')),
                ('category', models.CharField(blank=True, max_length=20, verbose_name='image choisie')),
                ('what', models.CharField(blank=True, max_length=120, verbose_name='ce qu’on a acheté')),
                ('shop', models.CharField(blank=True, max_length=80, verbose_name='magasin')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='somme')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='date du ticket')),
                ('paid_with', models.CharField(blank=True, choices=[('', 'on ne sait pas encore'), ('class_box', 'la boîte de la classe'), ('cash', 'la caisse'), ('bank', 'la banque (chèque, carte, virement)'), ('adult', 'un adulte a avancé l’argent')], max_length=9, verbose_name='qui a payé')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='accordée le')),
                ('second_agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='accordée par un deuxième adulte le')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='payée le')),
                ('reason', models.CharField(blank=True, choices=[('', 'aucune'), ('amount', 'La somme n’est pas celle du ticket.'), ('date', 'La date n’est pas celle du ticket.'), ('unreadable', 'On ne lit pas bien la photo.'), ('no_receipt', 'Il manque la photo du ticket.'), ('count_again', 'Il faut recompter.'), ('ask_council', 'Il faut en parler au conseil.'), ('not_ours', 'Ce n’est pas à la coopérative de payer cela.'), ('too_dear', 'C’est trop cher pour notre argent.'), ('twice', 'C’est déjà écrit.'), ('other', 'Une autre raison.')], max_length=12, verbose_name='pourquoi')),
                ('note', models.TextField(blank=True, verbose_name='message de l’adulte')),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='finance.account')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expense_claims', to='finance.activity')),
                ('advanced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='advances', to=settings.AUTH_USER_MODEL)),
                ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('classroom', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expense_claims', to='cooperatives.classroom')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expense_claims', to='cooperatives.cooperative')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expense_claims', to='councils.decision')),
                ('drafted_by_pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expense_claims', to='members.pupil')),
                ('drafted_by_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expense_claims', to=settings.AUTH_USER_MODEL)),
                ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claim', to='finance.entry')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('paid_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expense_claims', to='cooperatives.storedfile')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expense_claims', to='projects.project')),
                ('second_agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voucher', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claim', to='finance.voucher')),
                ('practice_entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claim', to='finance.practiceentry')),
                ('practice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='finance.practicerun')),
                ('grant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expense_claims', to='finance.grant')),
            ],
            options={
                'verbose_name': 'dépense à valider',
                'ordering': ['-created_at', '-id'],
                'indexes': [
                    models.Index(fields=['cooperative', 'state'], name='finance_claim_by_state'),
                    models.Index(fields=['classroom', 'state'], name='finance_claim_of_class'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('drafted_by_pupil__isnull', False), ('drafted_by_user__isnull', True)), models.Q(('drafted_by_pupil__isnull', True), ('drafted_by_user__isnull', False)), _connector='OR'), name='finance_expenseclaim_one_author'),
                    models.CheckConstraint(condition=models.Q(('drafted_by_pupil__isnull', True), ('classroom__isnull', False), _connector='OR'), name='finance_expenseclaim_pupil_writes_in_a_class'),
                    models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('amount__gt', Decimal('0')), _connector='OR'), name='finance_expenseclaim_amount_positive', violation_error_message='Une dépense est plus grande que zéro.'),
                    models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('account__isnull', False), ('amount__isnull', False), ('issued_on__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='finance_expenseclaim_sent_is_whole', violation_error_message='Une dépense envoyée dit combien, quand et pour quoi.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['agreed', 'paid']), _negated=True), models.Q(('advanced_by__isnull', False), ('paid_with', 'adult')), models.Q(('advanced_by__isnull', True), ('paid_with__in', ['class_box', 'cash', 'bank'])), _connector='OR'), name='finance_expenseclaim_agreed_says_who_paid', violation_error_message='Dites qui a payé\xa0; un adulte qui a avancé l’argent est nommé.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('paid_with', 'class_box'), _negated=True), ('classroom__isnull', False), _connector='OR'), name='finance_expenseclaim_box_of_a_class', violation_error_message='La boîte de la classe est celle d’une classe.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('agreed_at__isnull', True), ('agreed_by__isnull', True)), models.Q(('agreed_at__isnull', False), ('agreed_by__isnull', False)), _connector='OR'), name='finance_expenseclaim_agreed_by_and_at'),
                    models.CheckConstraint(condition=models.Q(models.Q(('second_agreed_at__isnull', True), ('second_agreed_by__isnull', True)), models.Q(('agreed_by__isnull', False), ('second_agreed_at__isnull', False), ('second_agreed_by__isnull', False)), _connector='OR'), name='finance_expenseclaim_second_by_and_at'),
                    models.CheckConstraint(condition=models.Q(models.Q(('agreed_by', models.F('drafted_by_user')), _negated=True), models.Q(('agreed_by', models.F('advanced_by')), _negated=True)), name='finance_expenseclaim_agreed_by_another', violation_error_message='On ne donne pas son accord à sa propre dépense.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('second_agreed_by', models.F('drafted_by_user')), _negated=True), models.Q(('second_agreed_by', models.F('advanced_by')), _negated=True), models.Q(('second_agreed_by', models.F('agreed_by')), _negated=True)), name='finance_expenseclaim_second_is_another', violation_error_message='Le deuxième accord est celui d’une autre personne.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['agreed', 'paid']), ('agreed_by__isnull', False)), ('state', 'sent'), models.Q(('state__in', ['draft', 'returned', 'refused']), ('agreed_by__isnull', True)), _connector='OR'), name='finance_expenseclaim_agreed_is_marked'),
                    models.CheckConstraint(condition=models.Q(models.Q(('paid_by__isnull', False), ('paid_on__isnull', False), ('state', 'paid'), models.Q(models.Q(('entry__isnull', False), ('practice__isnull', True), ('practice_entry__isnull', True)), models.Q(('entry__isnull', True), ('practice__isnull', False), ('practice_entry__isnull', False)), _connector='OR')), models.Q(models.Q(('state', 'paid'), _negated=True), ('entry__isnull', True), ('paid_by__isnull', True), ('paid_on__isnull', True), ('practice_entry__isnull', True)), _connector='OR'), name='finance_expenseclaim_paid_is_posted', violation_error_message='Une dépense payée est inscrite au cahier.'),
                    models.CheckConstraint(condition=models.Q(('practice__isnull', True), models.Q(('entry__isnull', True), ('voucher__isnull', True)), _connector='OR'), name='finance_expenseclaim_practice_has_no_paper'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['returned', 'refused']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='finance_expenseclaim_answer_says_why', violation_error_message='Dites pourquoi.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DepositSlip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('draft', 'en cours d’écriture'), ('sent', 'à valider'), ('recorded', 'inscrite'), ('returned', 'à compléter'), ('refused', 'refusée')], default='draft', max_length=8, verbose_name='état')),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='envoyé le')),
                ('label', models.CharField(blank=True, max_length=60, verbose_name='ce qu’on a vendu ou fait')),
                ('collected_on', models.DateField(blank=True, null=True, verbose_name='reçu le')),
                ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='inscrit le')),
                ('reason', models.CharField(blank=True, choices=[('', 'aucune'), ('amount', 'La somme n’est pas celle du ticket.'), ('date', 'La date n’est pas celle du ticket.'), ('unreadable', 'On ne lit pas bien la photo.'), ('no_receipt', 'Il manque la photo du ticket.'), ('count_again', 'Il faut recompter.'), ('ask_council', 'Il faut en parler au conseil.'), ('not_ours', 'Ce n’est pas à la coopérative de payer cela.'), ('too_dear', 'C’est trop cher pour notre argent.'), ('twice', 'C’est déjà écrit.'), ('other', 'Une autre raison.')], max_length=12, verbose_name='pourquoi')),
                ('note', models.TextField(blank=True, verbose_name='message de l’adulte')),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='finance.account')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deposit_slips', to='finance.activity')),
                ('classroom', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deposit_slips', to='cooperatives.classroom')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deposit_slips', to='cooperatives.cooperative')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deposit_slips', to='councils.decision')),
                ('drafted_by_pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deposit_slips', to='members.pupil')),
                ('drafted_by_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deposit_slips', to=settings.AUTH_USER_MODEL)),
                ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='slip', to='finance.entry')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('grant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deposit_slips', to='finance.grant')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deposit_slips', to='projects.project')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voucher', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='slip', to='finance.voucher')),
                ('practice_entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='slip', to='finance.practiceentry')),
                ('practice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='finance.practicerun')),
            ],
            options={
                'verbose_name': 'bordereau de versement',
                'ordering': ['-created_at', '-id'],
                'indexes': [
                    models.Index(fields=['cooperative', 'state'], name='finance_slip_by_state'),
                    models.Index(fields=['classroom', 'state'], name='finance_slip_of_class'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('drafted_by_pupil__isnull', False), ('drafted_by_user__isnull', True)), models.Q(('drafted_by_pupil__isnull', True), ('drafted_by_user__isnull', False)), _connector='OR'), name='finance_depositslip_one_author'),
                    models.CheckConstraint(condition=models.Q(('drafted_by_pupil__isnull', True), ('classroom__isnull', False), _connector='OR'), name='finance_depositslip_pupil_writes_in_a_class'),
                    models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('account__isnull', False), ('collected_on__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='finance_depositslip_sent_is_whole', violation_error_message='Un bordereau envoyé dit d’où vient l’argent et quand.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', False), ('recorded_by__isnull', False), ('state', 'recorded'), models.Q(models.Q(('entry__isnull', False), ('practice__isnull', True), ('practice_entry__isnull', True)), models.Q(('entry__isnull', True), ('practice__isnull', False), ('practice_entry__isnull', False)), _connector='OR')), models.Q(models.Q(('state', 'recorded'), _negated=True), ('entry__isnull', True), ('practice_entry__isnull', True), ('recorded_at__isnull', True), ('recorded_by__isnull', True)), _connector='OR'), name='finance_depositslip_recorded_is_posted', violation_error_message='Un bordereau inscrit est au cahier.'),
                    models.CheckConstraint(condition=models.Q(('practice__isnull', True), models.Q(('entry__isnull', True), ('voucher__isnull', True)), _connector='OR'), name='finance_depositslip_practice_has_no_paper'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['returned', 'refused']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='finance_depositslip_answer_says_why', violation_error_message='Dites pourquoi.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PurchaseAdvice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=30)),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='mots reconnus')),
                ('state', models.CharField(choices=[('allowed', 'oui'), ('tolerated', 'avec mesure'), ('advised_against', 'demander d’abord')], max_length=16, verbose_name='avis')),
                ('reason_fr', models.CharField(max_length=250, verbose_name='pourquoi')),
                ('reason_en', models.CharField(blank=True, max_length=250, verbose_name='pourquoi, en anglais')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='purchase_advice', to='cooperatives.federation')),
                ('retired_at', models.DateTimeField(blank=True, null=True, verbose_name='retiré le')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ],
            options={
                'verbose_name': 'conseil d’achat',
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(fields=('federation', 'key'), name='finance_purchaseadvice_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SlipCheque',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('bank', models.CharField(choices=[('postale', 'La Banque Postale'), ('agricole', 'Crédit Agricole'), ('mutuel', 'Crédit Mutuel'), ('cic', 'CIC'), ('epargne', 'Caisse d’Épargne'), ('populaire', 'Banque Populaire'), ('bnp', 'BNP Paribas'), ('generale', 'Société Générale'), ('lcl', 'LCL'), ('cooperatif', 'Crédit Coopératif'), ('bourso', 'BoursoBank'), ('treasury', 'Trésor public'), ('other', 'une autre banque')], max_length=12, verbose_name='banque')),
                ('number', models.CharField(max_length=12, verbose_name='numéro du chèque')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='somme')),
                ('slip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cheques', to='finance.depositslip')),
            ],
            options={
                'verbose_name': 'chèque',
                'ordering': ['slip_id', 'position'],
                'constraints': [
                    models.UniqueConstraint(fields=('slip', 'bank', 'number'), name='finance_slipcheque_once', violation_error_message='Ce chèque est déjà sur le bordereau.'),
                    models.CheckConstraint(condition=models.Q(('number__regex', '^[0-9]{4,12}$')), name='finance_slipcheque_number_is_digits', violation_error_message='Un numéro de chèque s’écrit avec des chiffres.'),
                    models.CheckConstraint(condition=models.Q(('bank__in', ['postale', 'agricole', 'mutuel', 'cic', 'epargne', 'populaire', 'bnp', 'generale', 'lcl', 'cooperatif', 'bourso', 'treasury', 'other'])), name='finance_slipcheque_bank_of_the_list'),
                    models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='finance_slipcheque_amount_positive', violation_error_message='Un chèque est plus grand que zéro.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SlipEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sent', 'envoyée'), ('checked', 'vérifiée'), ('look_again', 'à revoir ensemble'), ('corrected', 'corrigée'), ('agreed', 'accordée'), ('second_agreed', 'accordée par un deuxième adulte'), ('returned', 'à compléter'), ('refused', 'refusée'), ('paid', 'payée'), ('recorded', 'inscrite'), ('reopened', 'rouverte pour correction')], max_length=14)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('field', models.CharField(blank=True, max_length=20)),
                ('before', models.CharField(blank=True, max_length=80, verbose_name='avant')),
                ('after', models.CharField(blank=True, max_length=80, verbose_name='après')),
                ('reason', models.CharField(blank=True, choices=[('', 'aucune'), ('amount', 'La somme n’est pas celle du ticket.'), ('date', 'La date n’est pas celle du ticket.'), ('unreadable', 'On ne lit pas bien la photo.'), ('no_receipt', 'Il manque la photo du ticket.'), ('count_again', 'Il faut recompter.'), ('ask_council', 'Il faut en parler au conseil.'), ('not_ours', 'Ce n’est pas à la coopérative de payer cela.'), ('too_dear', 'C’est trop cher pour notre argent.'), ('twice', 'C’est déjà écrit.'), ('other', 'Une autre raison.')], max_length=12, verbose_name='pourquoi')),
                ('by_pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil')),
                ('by_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('slip', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='finance.depositslip')),
            ],
            options={
                'verbose_name': 'étape du bordereau',
                'ordering': ['id'],
                'abstract': False,
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('by_pupil__isnull', False), ('by_user__isnull', True)), models.Q(('by_pupil__isnull', True), ('by_user__isnull', False)), _connector='OR'), name='finance_slipevent_one_author'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SlipPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cents', models.PositiveIntegerField(choices=[(20000, '20000'), (10000, '10000'), (5000, '5000'), (2000, '2000'), (1000, '1000'), (500, '500'), (200, '200'), (100, '100'), (50, '50'), (20, '20'), (10, '10'), (5, '5'), (2, '2'), (1, '1')], verbose_name='pièce ou billet')),
                ('count', models.PositiveIntegerField(verbose_name='combien')),
                ('slip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='finance.depositslip')),
            ],
            options={
                'verbose_name': 'pièces ou billets comptés',
                'ordering': ['slip_id', '-cents'],
                'constraints': [
                    models.UniqueConstraint(fields=('slip', 'cents'), name='finance_slippiece_once'),
                    models.CheckConstraint(condition=models.Q(('cents__in', (20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)), ('count__gte', 1), ('count__lte', 9999)), name='finance_slippiece_exists', violation_error_message='Comptez de vraies pièces et de vrais billets.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ClaimEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sent', 'envoyée'), ('checked', 'vérifiée'), ('look_again', 'à revoir ensemble'), ('corrected', 'corrigée'), ('agreed', 'accordée'), ('second_agreed', 'accordée par un deuxième adulte'), ('returned', 'à compléter'), ('refused', 'refusée'), ('paid', 'payée'), ('recorded', 'inscrite'), ('reopened', 'rouverte pour correction')], max_length=14)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('field', models.CharField(blank=True, max_length=20)),
                ('before', models.CharField(blank=True, max_length=80, verbose_name='avant')),
                ('after', models.CharField(blank=True, max_length=80, verbose_name='après')),
                ('reason', models.CharField(blank=True, choices=[('', 'aucune'), ('amount', 'La somme n’est pas celle du ticket.'), ('date', 'La date n’est pas celle du ticket.'), ('unreadable', 'On ne lit pas bien la photo.'), ('no_receipt', 'Il manque la photo du ticket.'), ('count_again', 'Il faut recompter.'), ('ask_council', 'Il faut en parler au conseil.'), ('not_ours', 'Ce n’est pas à la coopérative de payer cela.'), ('too_dear', 'C’est trop cher pour notre argent.'), ('twice', 'C’est déjà écrit.'), ('other', 'Une autre raison.')], max_length=12, verbose_name='pourquoi')),
                ('by_pupil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.pupil')),
                ('by_user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='finance.expenseclaim')),
            ],
            options={
                'verbose_name': 'étape de la dépense',
                'ordering': ['id'],
                'abstract': False,
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('by_pupil__isnull', False), ('by_user__isnull', True)), models.Q(('by_pupil__isnull', True), ('by_user__isnull', False)), _connector='OR'), name='finance_claimevent_one_author'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ClaimCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('agree', 'je suis d’accord'), ('look_again', 'à revoir')], max_length=10)),
                ('aspect', models.CharField(blank=True, choices=[('', 'rien'), ('amount', 'la somme'), ('date', 'la date'), ('photo', 'la photo'), ('purpose', 'ce qu’on a acheté'), ('other', 'autre chose')], max_length=8, verbose_name='ce qui est différent')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='dis ce qui est différent')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claim_checks', to='members.pupil')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='finance.expenseclaim')),
            ],
            options={
                'verbose_name': 'vérification',
                'ordering': ['id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('aspect', ''), ('verdict', 'agree'), ('words', '')), models.Q(('verdict', 'look_again'), models.Q(('aspect', ''), _negated=True)), _connector='OR'), name='finance_claimcheck_look_again_says_what', violation_error_message='Dis ce qui est différent.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='NeighbourMandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='au')),
                ('named_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='neighbour_mandates', to='cooperatives.cooperative')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='neighbour_mandates', to=settings.AUTH_USER_MODEL)),
                ('absent', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_at', models.DateTimeField(blank=True, default=django.utils.timezone.now, null=True, verbose_name='confirmé le')),
            ],
            options={
                'verbose_name': 'mandataire voisin',
                'ordering': ['cooperative_id', 'starts_on'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('cooperative', 'user'), name='finance_neighbourmandate_once', violation_error_message='Cette personne est déjà le mandataire voisin de cette coopérative.'),
                    models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='finance_neighbourmandate_dates', violation_error_message='La fin vient après le début.'),
                    models.CheckConstraint(condition=models.Q(('absent__isnull', True), models.Q(('ends_on__isnull', False), models.Q(('absent', models.F('user')), _negated=True)), _connector='OR'), name='finance_neighbourmandate_absence_ends', violation_error_message='Une absence a un premier et un dernier jour.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ClassRules',
            fields=[
                ('classroom', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='money_rules', serialize=False, to='cooperatives.classroom')),
                ('asks_second_look', models.BooleanField(default=True, verbose_name='un deuxième élève vérifie chaque dépense')),
                ('treasurers_only', models.BooleanField(default=False, verbose_name='seuls les trésoriers écrivent les dépenses')),
            ],
            options={
                'verbose_name': 'façon de travailler d’une classe',
            },
        ),
        migrations.CreateModel(
            name='SlipCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('agree', 'je suis d’accord'), ('look_again', 'à revoir')], max_length=10)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slip_checks', to='members.pupil')),
                ('slip', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='finance.depositslip')),
            ],
            options={
                'verbose_name': 'recomptage',
                'ordering': ['id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('verdict__in', ['agree', 'look_again'])), name='finance_slipcheck_says_one_of_two', violation_error_message='Dis si c’est pareil ou pas pareil.'),
                ],
            },
        ),
    )]
