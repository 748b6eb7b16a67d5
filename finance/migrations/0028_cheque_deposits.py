import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from occe.kit.tables import Tables


# As in 0002: the federation is part of what a row points with.
KEYS = [
    ("cooperative", "federation_id, cooperative_id", "cooperatives_cooperative", "federation_id, id"),
    ("book", "federation_id, book_id", "finance_book", "federation_id, id"),
]


def key(name, columns, target, target_columns):
    constraint = f"finance_chequedeposit_one_{name}"
    return migrations.RunSQL(
        sql=f"ALTER TABLE finance_chequedeposit ADD CONSTRAINT {constraint} FOREIGN KEY ({columns}) REFERENCES {target} ({target_columns})",
        reverse_sql=f"ALTER TABLE finance_chequedeposit DROP CONSTRAINT {constraint}",
    )


# What the bank took stands, and holds the slips of its own cooperative only.
STANDS = """
CREATE FUNCTION public.finance_chequedeposit_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'deposited' AND (TG_OP = 'DELETE' OR ROW(NEW.*) IS DISTINCT FROM ROW(OLD.*)) THEN
        RAISE EXCEPTION 'cheque deposit % is at the bank: it stands', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_chequedeposit_stands';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER finance_chequedeposit_stands BEFORE UPDATE OR DELETE ON public.finance_chequedeposit
    FOR EACH ROW EXECUTE FUNCTION public.finance_chequedeposit_stands();

CREATE FUNCTION public.finance_depositedslip_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    deposit record;
BEGIN
    SELECT state, cooperative_id INTO deposit FROM public.finance_chequedeposit
        WHERE id = coalesce(NEW.deposit_id, OLD.deposit_id);
    IF deposit.state = 'deposited' THEN
        RAISE EXCEPTION 'a cheque deposit at the bank stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_chequedeposit_stands';
    END IF;
    IF TG_OP <> 'DELETE' AND NOT EXISTS (SELECT FROM public.finance_depositslip
            WHERE id = NEW.slip_id AND cooperative_id = deposit.cooperative_id AND practice_id IS NULL) THEN
        RAISE EXCEPTION 'a deposit holds the slips of its own cooperative'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_depositedslip_of_its_cooperative';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER finance_depositedslip_fits BEFORE INSERT OR UPDATE OR DELETE ON public.finance_depositedslip
    FOR EACH ROW EXECUTE FUNCTION public.finance_depositedslip_fits();
"""
MOVES_AGAIN = """
DROP TRIGGER finance_depositedslip_fits ON public.finance_depositedslip;
DROP FUNCTION public.finance_depositedslip_fits();
DROP TRIGGER finance_chequedeposit_stands ON public.finance_chequedeposit;
DROP FUNCTION public.finance_chequedeposit_stands();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0027_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='ChequeDeposit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('prepared', 'préparée'), ('read', 'relue à deux'), ('deposited', 'déposée à la banque')], default='prepared', max_length=10, verbose_name='état')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='préparée le')),
                ('read_with', models.CharField(blank=True, choices=[('self', 'je suis la deuxième personne'), ('adult', 'un autre adulte, à côté de moi'), ('pupils', 'deux élèves, à haute voix')], max_length=6, verbose_name='relue avec')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='relue le')),
                ('deposited_on', models.DateField(blank=True, null=True, verbose_name='déposée le')),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cheque_deposits', to='finance.book')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cheque_deposits', to='cooperatives.cooperative')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cooperatives.federation')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('read_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'remise de chèques',
                'ordering': ['-made_at', '-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('read_at__isnull', True), ('read_by__isnull', True), ('read_with', ''), ('state', 'prepared')), models.Q(('read_at__isnull', False), ('read_by__isnull', False), ('state__in', ['read', 'deposited']), ('read_with__in', ['self', 'adult', 'pupils'])), _connector='OR'), name='finance_chequedeposit_read_before_the_bank'),
                    models.CheckConstraint(condition=models.Q(models.Q(('read_with', 'self'), _negated=True), models.Q(('read_by', models.F('made_by')), _negated=True), _connector='OR'), name='finance_chequedeposit_second_reader', violation_error_message='Qui relit est une autre personne que qui a préparé.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('deposited_on__isnull', False), ('state', 'deposited')), models.Q(models.Q(('state', 'deposited'), _negated=True), ('deposited_on__isnull', True)), _connector='OR'), name='finance_chequedeposit_deposited_on_a_day'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DepositedSlip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deposit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='finance.chequedeposit')),
                ('slip', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='in_deposit', to='finance.depositslip')),
            ],
            options={
                'verbose_name': 'bordereau d’une remise',
                'ordering': ['slip_id'],
            },
        ),
    ),
        *(key(*row) for row in KEYS),
        migrations.RunSQL(STANDS, MOVES_AGAIN),
    ]
