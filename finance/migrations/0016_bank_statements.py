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
        ('finance', '0015_class_advances'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='BankStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('source', models.CharField(choices=[('file', 'fichier de la banque'), ('hand', 'relevé en papier')], max_length=4, verbose_name='d’où il vient')),
                ('format', models.CharField(blank=True, max_length=10, verbose_name='format')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('shown_name', models.CharField(blank=True, max_length=120, verbose_name='fichier')),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(verbose_name='au')),
                ('start_balance', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='solde au début')),
                ('end_balance', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='solde à la fin')),
                ('imported_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='déposé le')),
                ('account', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='finance.bankaccount')),
                ('federation', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('imported_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bank_statements', to='cooperatives.storedfile')),
            ],
            options={
                'verbose_name': 'relevé de compte',
                'ordering': ['account_id', '-ends_on', '-id'],
                'constraints': [
                    models.UniqueConstraint(fields=('account', 'id'), name='finance_bankstatement_of_account'),
                    models.UniqueConstraint(condition=models.Q(('sha256', ''), _negated=True), fields=('account', 'sha256'), name='finance_bankstatement_file_once', violation_error_message='Ce fichier a déjà été déposé pour ce compte.'),
                    models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='finance_bankstatement_dates', violation_error_message='Un relevé finit après avoir commencé.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('sha256__regex', '^[0-9a-f]{64}$'), ('source', 'file')), models.Q(('sha256', ''), ('source', 'hand')), _connector='OR'), name='finance_bankstatement_file_has_content'),
                    models.CheckConstraint(condition=models.Q(models.Q(('source', 'hand'), _negated=True), ('end_balance__isnull', False), _connector='OR'), name='finance_bankstatement_hand_has_balance', violation_error_message='Écrivez le solde imprimé sur le relevé.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='BankTransaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('date', models.DateField(verbose_name='date')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='somme')),
                ('label', models.CharField(blank=True, max_length=200, verbose_name='libellé de la banque')),
                ('cheque_number', models.CharField(blank=True, max_length=12, verbose_name='numéro de chèque')),
                ('identity', models.CharField(max_length=64)),
                ('content', models.CharField(max_length=64)),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='transactions', to='finance.bankaccount')),
                ('statement', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='transactions', to='finance.bankstatement')),
            ],
            options={
                'verbose_name': 'ligne de la banque',
                'ordering': ['account_id', 'date', 'id'],
                'indexes': [
                    models.Index(fields=['account', 'date'], name='finance_banktransaction_by_day'),
                    models.Index(fields=['statement'], name='finance_banktransaction_file'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('account', 'identity'), name='finance_banktransaction_once'),
                    models.UniqueConstraint(fields=('account', 'id'), name='finance_banktransaction_of_account'),
                    models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='finance_banktransaction_moves'),
                ],
            },
        ),
        migrations.CreateModel(
            name='BankMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('how', models.CharField(choices=[('proposed', 'proposé, puis accepté'), ('chosen', 'choisi à la main'), ('ticked', 'pointé sur le relevé en papier'), ('recorded', 'inscrit d’après la banque')], max_length=8, verbose_name='comment')),
                ('matched_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='rapproché le')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='finance.bankaccount')),
                ('matched_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'rapprochement d’une ligne',
                'ordering': ['-matched_at', '-id'],
                'constraints': [
                    models.UniqueConstraint(fields=('account', 'id'), name='finance_bankmatch_of_account'),
                ],
            },
        ),
        migrations.CreateModel(
            name='BankRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('words', models.CharField(max_length=80, verbose_name='mots de la banque')),
                ('code', models.CharField(max_length=8, verbose_name='à quoi ça sert')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bank_rules', to='cooperatives.cooperative')),
                ('made_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'règle de la banque',
                'ordering': ['cooperative_id', 'words'],
                'constraints': [
                    models.UniqueConstraint(fields=('cooperative', 'words'), name='finance_bankrule_once', violation_error_message='Une règle a déjà ces mots.'),
                    models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{8}$'), ('words__regex', '^[a-z0-9][a-z0-9 ]{2,}$')), name='finance_bankrule_says_something', violation_error_message='Écrivez un mot ou deux du libellé de la banque.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MatchedTransaction',
            fields=[
                ('transaction', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='matched', serialize=False, to='finance.banktransaction')),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.bankaccount')),
                ('match', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='transactions', to='finance.bankmatch')),
            ],
            options={
                'verbose_name': 'ligne de la banque rapprochée',
            },
        ),
        migrations.CreateModel(
            name='EarlierItem',
            fields=[
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='bank_earlier', serialize=False, to='finance.entryline')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier_items', to='finance.bankaccount')),
                ('said_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'ligne d’avant le premier relevé',
            },
        ),
        migrations.CreateModel(
            name='MatchedLine',
            fields=[
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='bank_matched', serialize=False, to='finance.entryline')),
                ('account', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.bankaccount')),
                ('match', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='lines', to='finance.bankmatch')),
            ],
            options={
                'verbose_name': 'ligne du cahier rapprochée',
            },
        ),
        migrations.CreateModel(
            name='PendingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('name', models.CharField(max_length=120)),
                ('content', models.BinaryField()),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='finance.bankaccount')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cooperatives.federation')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'fichier à lire',
                'ordering': ['-sent_at'],
            },
        ),
        migrations.CreateModel(
            name='Reconciliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('month', models.DateField(verbose_name='mois')),
                ('ends_on', models.DateField(verbose_name='au')),
                ('basis', models.CharField(choices=[('statement', 'relevé de la banque'), ('hand', 'relevé en papier'), ('framed', 'relevés qui encadrent le mois'), ('declared', 'mois déclaré sans mouvement')], max_length=9, verbose_name='d’après')),
                ('statement_balance', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='solde du relevé')),
                ('ledger_balance', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='solde du cahier')),
                ('going_out', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='chèques et paiements en route')),
                ('coming_in', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='versements en route')),
                ('not_in_book', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='à la banque, pas au cahier')),
                ('item_count', models.PositiveIntegerField()),
                ('closed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='clos le')),
                ('account', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='reconciliations', to='finance.bankaccount')),
                ('book', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='reconciliations', to='finance.book')),
                ('closed_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('federation', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('statement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='finance.bankstatement')),
            ],
            options={
                'verbose_name': 'rapprochement bancaire',
                'ordering': ['account_id', '-month'],
                'constraints': [
                    models.UniqueConstraint(fields=('account', 'month'), name='finance_reconciliation_once', violation_error_message='Ce mois est déjà clos.'),
                    models.CheckConstraint(condition=models.Q(('ledger_balance', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('statement_balance'), '-', models.F('going_out')), '+', models.F('coming_in')), '-', models.F('not_in_book')))), name='finance_reconciliation_agrees', violation_error_message='Le relevé et le cahier ne disent pas la même somme.'),
                    models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('month')), ('month__day', 1), ('coming_in__gte', 0), ('going_out__gte', 0)), name='finance_reconciliation_month'),
                    models.CheckConstraint(condition=models.Q(models.Q(('basis__in', ['statement', 'hand']), _negated=True), ('statement__isnull', False), _connector='OR'), name='finance_reconciliation_statement_or_none'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReconciliationItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('book', 'au cahier, pas encore à la banque'), ('bank', 'à la banque, pas encore au cahier')], max_length=4)),
                ('date', models.DateField(verbose_name='date')),
                ('label', models.CharField(max_length=200, verbose_name='libellé')),
                ('cheque_number', models.CharField(blank=True, max_length=12, verbose_name='chèque')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='somme')),
                ('reconciliation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='finance.reconciliation')),
            ],
            options={
                'verbose_name': 'ligne en suspens',
                'ordering': ['reconciliation_id', 'side', 'date', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SavedMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bank', models.CharField(max_length=60, verbose_name='banque')),
                ('mapping', models.JSONField()),
                ('saved_at', models.DateTimeField(auto_now=True)),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bank_mappings', to='cooperatives.federation')),
                ('saved_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lecture des fichiers d’une banque',
                'ordering': ['federation_id', 'bank'],
                'constraints': [
                    models.UniqueConstraint(fields=('federation', 'bank'), name='finance_savedmapping_once'),
                ],
            },
        ),
    )]
