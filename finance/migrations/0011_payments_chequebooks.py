import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


# A payment says how a line of the bank, the cash box or a class's box moved: coins and notes never at the bank.
ENTERS = """
CREATE FUNCTION public.finance_payment_enters() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    place text;
BEGIN
    SELECT a.treasury INTO place FROM public.finance_entryline l JOIN public.finance_account a ON a.id = l.account_id
        WHERE l.id = NEW.line_id;
    IF place = '' OR (place = 'bank') = (NEW.means = 'cash') THEN
        RAISE EXCEPTION 'line % does not move by %', NEW.line_id, NEW.means
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_payment_fits_its_line';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER finance_payment_enters BEFORE INSERT ON public.finance_payment
    FOR EACH ROW EXECUTE FUNCTION public.finance_payment_enters();
"""

ENTERS_FREELY = """
DROP TRIGGER finance_payment_enters ON public.finance_payment;
DROP FUNCTION public.finance_payment_enters();
"""

WRITTEN_ONCE = ("payment", "chequebookmove", "unusedcheque")
"""What was noted of cheques is never written over: a chequebook goes on by its next move."""

NEVER_CHANGES = "".join(
    f"CREATE TRIGGER finance_{table}_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON public.finance_{table} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION public.finance_refuse_change();\n"
    f"REVOKE UPDATE, DELETE, TRUNCATE ON public.finance_{table} FROM occe_app;\n"
    for table in WRITTEN_ONCE
)
CHANGES_AGAIN = "".join(
    f"GRANT UPDATE, DELETE ON public.finance_{table} TO occe_app;\n"
    f"DROP TRIGGER finance_{table}_never_changes ON public.finance_{table};\n"
    for table in WRITTEN_ONCE
)

# As in 0002: the federation is part of what a row points with.
ONE_FEDERATION = "".join(
    f"ALTER TABLE finance_{table} ADD CONSTRAINT finance_{table}_one_account FOREIGN KEY (federation_id, account_id) "
    f"REFERENCES finance_bankaccount (federation_id, id);\n"
    for table in ("chequebook", "unusedcheque")
)
ANY_FEDERATION = "".join(
    f"ALTER TABLE finance_{table} DROP CONSTRAINT finance_{table}_one_account;\n"
    for table in ("chequebook", "unusedcheque")
)


class Migration(migrations.Migration):
    """How money moved, and the chequebooks: facts beside the posted lines, written once."""

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0010_money_rules_bank_accounts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='Chequebook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('first_number', models.CharField(max_length=7, verbose_name='premier numéro')),
                ('last_number', models.CharField(max_length=7, verbose_name='dernier numéro')),
                ('received_on', models.DateField(verbose_name='reçu le')),
                ('state', models.CharField(choices=[('in_use', 'en service'), ('finished', 'terminé'), ('lost', 'perdu'), ('cancelled', 'annulé')], default='in_use', max_length=10, verbose_name='état')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chequebooks', to='finance.bankaccount')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('holder', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='qui le garde')),
            ],
            options={
                'verbose_name': 'chéquier',
                'ordering': ['account_id', '-received_on', '-first_number'],
                'constraints': [
                    models.UniqueConstraint(fields=('account', 'first_number'), name='finance_chequebook_once', violation_error_message='Ce chéquier est déjà noté.'),
                    models.CheckConstraint(condition=models.Q(('first_number__regex', '^[0-9]{7}$'), ('last_number__regex', '^[0-9]{7}$'), ('last_number__gte', models.F('first_number'))), name='finance_chequebook_numbers', violation_error_message='Le dernier numéro vient après le premier, sept chiffres chacun.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ChequebookMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('received', 'reçu'), ('handed_over', 'remis'), ('finished', 'terminé'), ('lost', 'perdu'), ('cancelled', 'annulé')], max_length=12, verbose_name='quoi')),
                ('on', models.DateField(verbose_name='le')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='pourquoi')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('chequebook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='finance.chequebook')),
                ('holder', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mouvement d’un chéquier',
                'ordering': ['chequebook_id', '-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['lost', 'cancelled']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='finance_chequebookmove_says_why', violation_error_message='Dites ce qui est arrivé.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='payment', serialize=False, to='finance.entryline')),
                ('means', models.CharField(choices=[('cheque', 'chèque'), ('card', 'carte'), ('transfer', 'virement'), ('direct_debit', 'prélèvement'), ('cash', 'espèces')], max_length=12, verbose_name='moyen de paiement')),
                ('cheque_number', models.CharField(blank=True, max_length=7, verbose_name='numéro du chèque')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='noté le')),
                ('noted_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'paiement',
                'indexes': [
                    models.Index(condition=models.Q(('cheque_number', ''), _negated=True), fields=['cheque_number'], name='finance_payment_by_cheque'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('cheque_number', ''), models.Q(('cheque_number__regex', '^[0-9]{7}$'), ('means', 'cheque')), _connector='OR'), name='finance_payment_number_of_a_cheque', violation_error_message='Seul un chèque porte un numéro, de sept chiffres.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='UnusedCheque',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=7, verbose_name='numéro du chèque')),
                ('kind', models.CharField(choices=[('cancelled', 'annulé'), ('lost', 'perdu')], max_length=10, verbose_name='quoi')),
                ('reason', models.CharField(max_length=200, verbose_name='pourquoi')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unused_cheques', to='finance.bankaccount')),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
            ],
            options={
                'verbose_name': 'chèque annulé ou perdu',
                'ordering': ['account_id', 'number'],
                'constraints': [
                    models.UniqueConstraint(fields=('account', 'number'), name='finance_unusedcheque_once', violation_error_message='Ce chèque est déjà déclaré annulé ou perdu.'),
                    models.CheckConstraint(condition=models.Q(('number__regex', '^[0-9]{7}$'), models.Q(('reason', ''), _negated=True)), name='finance_unusedcheque_says_why', violation_error_message='Écrivez le numéro du chèque, et ce qui est arrivé.'),
                ],
            },
        ),
    ),
        migrations.RunSQL(ENTERS, ENTERS_FREELY),
        migrations.RunSQL(NEVER_CHANGES, CHANGES_AGAIN),
        migrations.RunSQL(ONE_FEDERATION, ANY_FEDERATION),
    ]
