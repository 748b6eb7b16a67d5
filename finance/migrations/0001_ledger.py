import django.db.models.deletion
import django.utils.timezone
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('councils', '0001_initial'),
        ('projects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8, verbose_name='code')),
                ('kind', models.CharField(choices=[('treasury', 'trésorerie'), ('expense', 'dépense'), ('income', 'recette'), ('transfer', 'virement interne'), ('carried_forward', 'report')], max_length=16, verbose_name='nature')),
                ('treasury', models.CharField(blank=True, choices=[('', 'aucune'), ('bank', 'banque'), ('cash', 'caisse'), ('class_box', 'caisses des classes')], max_length=10, verbose_name='où est l’argent')),
                ('label_fr', models.CharField(max_length=80, verbose_name='libellé')),
                ('label_en', models.CharField(max_length=80, verbose_name='libellé anglais')),
                ('child_label_fr', models.CharField(max_length=80, verbose_name='libellé pour les élèves')),
                ('child_label_en', models.CharField(max_length=80, verbose_name='libellé anglais pour les élèves')),
                ('examples_fr', models.CharField(blank=True, max_length=250, verbose_name='exemples')),
                ('examples_en', models.CharField(blank=True, max_length=250, verbose_name='exemples anglais')),
                ('picture', models.CharField(blank=True, max_length=30, verbose_name='image')),
                ('report_line', models.CharField(blank=True, max_length=10, verbose_name='ligne du compte rendu financier')),
                ('requires', models.CharField(choices=[('none', 'rien'), ('inventory_item', 'un bien de l’inventaire'), ('grant_report', 'un bilan d’emploi')], default='none', max_length=16, verbose_name='demande aussi')),
                ('auditor_code', models.CharField(blank=True, max_length=8, verbose_name='code pour le commissaire aux comptes')),
                ('counts_as_raised', models.BooleanField(default=False, verbose_name='compte dans les euros récoltés')),
                ('to_confirm', models.BooleanField(default=True, verbose_name='à confirmer par la trésorerie')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place')),
                ('is_active', models.BooleanField(default=True, verbose_name='proposé')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='cooperatives.federation')),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='cooperatives.schoolyear')),
                ('by_mandate', models.BooleanField(default=False, verbose_name='inscrit par le mandataire seul, quelle que soit la somme')),
                ('stands_for', models.CharField(blank=True, choices=[('', 'rien de particulier'), ('fee', 'la cotisation'), ('insurance', 'l’assurance payée avec la cotisation'), ('aid', 'l’aide de l’association')], default='', max_length=9, verbose_name='porte')),
            ],
            options={
                'verbose_name': 'compte',
                'ordering': ['position', 'code'],
                'constraints': [
                    models.UniqueConstraint(fields=('federation', 'year', 'code'), name='finance_account_code_once', violation_error_message='Ce code existe déjà cette année.'),
                    models.UniqueConstraint(fields=('federation', 'id'), name='finance_account_in_federation'),
                    models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{8}$'), ('auditor_code__regex', '^([0-9]{3,8})?$')), name='finance_account_code_shape', violation_error_message='Un code de compte s’écrit avec huit chiffres.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'treasury'), ('treasury__in', ['bank', 'cash', 'class_box'])), models.Q(models.Q(('kind', 'treasury'), _negated=True), ('treasury', '')), _connector='OR'), name='finance_account_treasury_says_where', violation_error_message='Un compte de trésorerie dit où est l’argent, un autre compte ne le dit pas.'),
                    models.CheckConstraint(condition=models.Q(('counts_as_raised', False), ('kind', 'income'), _connector='OR'), name='finance_account_only_income_is_raised', violation_error_message='Seule une recette compte dans les euros récoltés.'),
                    models.UniqueConstraint(condition=models.Q(('stands_for', ''), _negated=True), fields=('year', 'stands_for'), name='finance_account_stands_for_once', violation_error_message='Un seul compte de l’année porte la cotisation, l’assurance ou l’aide.'),
                    models.CheckConstraint(condition=models.Q(('stands_for', ''), models.Q(('kind', 'expense'), ('stands_for__in', ['fee', 'insurance'])), models.Q(('kind', 'income'), ('stands_for', 'aid')), _connector='OR'), name='finance_account_stands_for_its_kind', violation_error_message='La cotisation et l’assurance sont des dépenses, l’aide est une recette.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=120, verbose_name='nom')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='le')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='cooperatives.cooperative')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='projects.project')),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='cooperatives.schoolyear')),
                ('kind', models.CharField(choices=[('party', 'une fête'), ('sale', 'une vente'), ('show', 'un spectacle'), ('trip', 'une sortie, un voyage'), ('other', 'autre chose')], default='other', max_length=8, verbose_name='nature')),
            ],
            options={
                'verbose_name': 'action',
                'ordering': ['-held_on', 'title'],
                'constraints': [
                    models.UniqueConstraint(fields=('cooperative', 'year', 'title'), name='finance_activity_title_once', violation_error_message='Une action porte déjà ce nom cette année.'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['party', 'sale', 'show', 'trip', 'other'])), name='finance_activity_kind_of_the_list'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Book',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('open', 'ouvert'), ('submitted', 'envoyé à l’AD'), ('returned', 'à compléter'), ('accepted', 'accepté')], default='open', max_length=10, verbose_name='état')),
                ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='ouvert le')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='envoyé le')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='décidé le')),
                ('return_reason', models.TextField(blank=True, verbose_name='ce qui est à compléter')),
                ('cooperative', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='books', to='cooperatives.cooperative')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='books', to='cooperatives.federation')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='books', to='cooperatives.schoolyear')),
                ('mode', models.CharField(choices=[('full', 'tenu ici'), ('summary', 'résumé d’un cahier papier')], db_default='full', default='full', max_length=7, verbose_name='tenue')),
            ],
            options={
                'verbose_name': 'cahier de comptabilité',
                'ordering': ['-year_id', 'cooperative_id'],
                'constraints': [
                    models.UniqueConstraint(fields=('federation', 'year', 'cooperative'), name='finance_book_once', nulls_distinct=False),
                    models.UniqueConstraint(fields=('federation', 'id'), name='finance_book_in_federation'),
                    models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='finance_book_submitted_by_and_at'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='finance_book_decided_by_and_at'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['submitted', 'accepted']), _negated=True), ('submitted_at__isnull', False), _connector='OR'), name='finance_book_submitted_with_date', violation_error_message='Un cahier envoyé porte la date de son envoi.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(models.Q(('return_reason', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='finance_book_returned_with_reason', violation_error_message='Dites ce qui est à compléter.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ClassFund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='ouverte le')),
                ('classroom', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fund', to='cooperatives.classroom')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='class_funds', to='cooperatives.cooperative')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='class_funds', to='cooperatives.federation')),
            ],
            options={
                'verbose_name': 'part d’une classe',
                'ordering': ['classroom_id'],
                'constraints': [
                    models.UniqueConstraint(fields=('federation', 'id'), name='finance_classfund_in_federation'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Voucher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.CharField(max_length=12, verbose_name='numéro')),
                ('sort_key', models.CharField(editable=False, max_length=80)),
                ('caption', models.CharField(blank=True, max_length=120, verbose_name='ce que c’est')),
                ('void_at', models.DateTimeField(blank=True, null=True, verbose_name='annulée le')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='pourquoi')),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vouchers', to='finance.book')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='vouchers', to='cooperatives.storedfile')),
                ('void_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'pièce justificative',
                'ordering': ['book_id', 'sort_key'],
                'constraints': [
                    models.UniqueConstraint(fields=('book', 'number'), name='finance_voucher_number_once', violation_error_message='Ce numéro de pièce est déjà pris cette année.'),
                    models.UniqueConstraint(fields=('book', 'id'), name='finance_voucher_in_book'),
                    models.CheckConstraint(condition=models.Q(('number__regex', '^[A-Z]{0,3}[0-9]{1,5}[A-Z]?$')), name='finance_voucher_number_shape', violation_error_message='Un numéro de pièce s’écrit par exemple D07, R12 ou 31.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('void_at__isnull', True), ('void_by__isnull', True), ('void_reason', '')), models.Q(('void_at__isnull', False), ('void_by__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='finance_voucher_void_by_at_and_why', violation_error_message='Dites pourquoi ce numéro n’a pas servi.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='numéro')),
                ('kind', models.CharField(choices=[('opening', 'report de l’an dernier'), ('expense', 'dépense'), ('income', 'recette'), ('transfer', 'virement interne'), ('advance', 'avance à une classe'), ('reversal', 'correction')], max_length=10, verbose_name='nature')),
                ('date', models.DateField(verbose_name='date')),
                ('label', models.CharField(max_length=200, verbose_name='libellé')),
                ('direct', models.BooleanField(default=False, verbose_name='saisie directe')),
                ('reason', models.CharField(blank=True, choices=[('', 'aucune'), ('wrong_amount', 'la somme n’était pas la bonne'), ('wrong_account', 'le compte n’était pas le bon'), ('wrong_date', 'la date n’était pas la bonne'), ('twice', 'inscrite deux fois'), ('not_done', 'l’opération n’a pas eu lieu'), ('found_later', 'trouvée après la clôture'), ('paper_total', 'total de l’année d’après le cahier papier')], max_length=14, verbose_name='pourquoi')),
                ('request_id', models.UUIDField(verbose_name='demande')),
                ('posted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='inscrite le')),
                ('line_count', models.PositiveSmallIntegerField(verbose_name='lignes')),
                ('total', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='total')),
                ('digest', models.CharField(max_length=64, verbose_name='empreinte')),
                ('previous_digest', models.CharField(blank=True, max_length=64, verbose_name='empreinte précédente')),
                ('book', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='finance.book')),
                ('federation', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('posted_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='finance.entry')),
                ('voucher', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='finance.voucher')),
            ],
            options={
                'verbose_name': 'écriture',
                'ordering': ['book_id', 'number'],
                'indexes': [
                    models.Index(fields=['book', 'date', 'number'], name='finance_entry_by_date'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('book', 'number'), name='finance_entry_number_once'),
                    models.UniqueConstraint(fields=('book', 'request_id'), name='finance_entry_request_once'),
                    models.UniqueConstraint(fields=('federation', 'id'), name='finance_entry_in_federation'),
                    models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='finance_entry_numbered_from_one'),
                    models.CheckConstraint(condition=models.Q(('line_count__gte', 2), ('total__gt', 0)), name='finance_entry_total_positive', violation_error_message='Une écriture a au moins deux lignes et une somme.'),
                    models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$'), ('previous_digest__regex', '^([0-9a-f]{64})?$')), name='finance_entry_digest_shape'),
                    models.CheckConstraint(condition=models.Q(('label__regex', '^[^[:cntrl:]]+$')), name='finance_entry_one_line_label', violation_error_message='Un libellé tient sur une ligne.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'reversal'), ('reverses__isnull', False), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('kind', 'reversal'), _negated=True), ('reverses__isnull', True)), _connector='OR'), name='finance_entry_reversal_says_why', violation_error_message='Une correction dit ce qu’elle corrige et pourquoi.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('funder', models.CharField(max_length=120, verbose_name='son nom')),
                ('purpose', models.CharField(max_length=200, verbose_name='pour quoi')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='montant accordé')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='cooperatives.cooperative')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='projects.project')),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='cooperatives.schoolyear')),
                ('answer_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='montant demandé')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='demandé le')),
                ('funder_kind', models.CharField(choices=[('commune', 'la commune'), ('department', 'le département'), ('region', 'la région'), ('state', 'l’État'), ('association', 'l’association départementale (AD)'), ('parents', 'une association de parents'), ('other', 'un autre partenaire')], default='commune', max_length=12, verbose_name='qui aide')),
                ('granted_on', models.DateField(blank=True, null=True, verbose_name='accordé le')),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.storedfile')),
                ('refused_on', models.DateField(blank=True, null=True, verbose_name='refusé le')),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='bilan envoyé le')),
                ('words', models.TextField(blank=True, verbose_name='ce que l’aide a permis')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='councils.decision')),
            ],
            options={
                'verbose_name': 'subvention ou aide',
                'ordering': ['funder', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', True), ('amount__gt', 0), _connector='OR'), models.Q(('asked__isnull', True), ('asked__gt', 0), _connector='OR')), name='finance_grant_amount_positive', violation_error_message='Une subvention est au-dessus de zéro.'),
                    models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('refused_on__isnull', True), _connector='OR'), name='finance_grant_one_answer', violation_error_message='Une demande est accordée ou refusée.'),
                    models.CheckConstraint(condition=models.Q(('reported_on__isnull', True), models.Q(('amount__isnull', False), ('reported_by__isnull', False)), _connector='OR'), name='finance_grant_reported_once_granted', violation_error_message='On rend compte d’une aide accordée.'),
                    models.CheckConstraint(condition=models.Q(('funder_kind__in', ['commune', 'department', 'region', 'state', 'association', 'parents', 'other'])), name='finance_grant_funder_of_the_list'),
                ],
            },
        ),
        migrations.CreateModel(
            name='EntryLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('debit', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=12, verbose_name='débit')),
                ('credit', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=12, verbose_name='crédit')),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='finance.account')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry_lines', to='finance.activity')),
                ('classroom', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry_lines', to='cooperatives.classroom')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry_lines', to='councils.decision')),
                ('entry', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='finance.entry')),
                ('federation', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry_lines', to='projects.project')),
                ('grant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry_lines', to='finance.grant')),
            ],
            options={
                'verbose_name': 'ligne d’écriture',
                'ordering': ['entry_id', 'position'],
                'indexes': [
                    models.Index(fields=['account'], include=('debit', 'credit', 'entry'), name='finance_entryline_by_account'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'position'), name='finance_entryline_position_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('credit', 0), ('debit__gt', 0)), models.Q(('credit__gt', 0), ('debit', 0)), _connector='OR'), name='finance_entryline_one_side', violation_error_message='Une ligne porte soit un débit, soit un crédit.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='VoucherScheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('apart', 'dépenses D01, D02… et recettes R01, R02…'), ('together', 'tout ensemble\xa0: 01, 02, 03…')], default='apart', max_length=8, verbose_name='numérotation des pièces')),
                ('digits', models.PositiveSmallIntegerField(default=2, verbose_name='chiffres')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voucher_schemes', to='cooperatives.federation')),
                ('year', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='voucher_scheme', to='cooperatives.schoolyear')),
            ],
            options={
                'verbose_name': 'numérotation des pièces',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('digits__gte', 1), ('digits__lte', 5)), name='finance_voucherscheme_digits', violation_error_message='De un à cinq chiffres.'),
                ],
            },
        ),
    )]
