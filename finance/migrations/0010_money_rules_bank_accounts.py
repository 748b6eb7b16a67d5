import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from decimal import Decimal
from django.db import migrations, models
from occe.kit.tables import Tables

# A year is judged by the rules under which it was closed.
GUARD = """
CREATE FUNCTION public.finance_moneyrules_year_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM public.cooperatives_schoolyear
               WHERE id IN (NEW.year_id, OLD.year_id) AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the year of these rules is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_moneyrules_year_is_open';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER finance_moneyrules_year_is_open BEFORE INSERT OR UPDATE OR DELETE ON public.finance_moneyrules
    FOR EACH ROW EXECUTE FUNCTION public.finance_moneyrules_year_is_open();
"""

NO_GUARD = """
DROP TRIGGER finance_moneyrules_year_is_open ON public.finance_moneyrules;
DROP FUNCTION public.finance_moneyrules_year_is_open();
"""


class Migration(migrations.Migration):
    """The rules of money belong to a school year; those of a closed year do not change."""

    dependencies = [
        ('cooperatives', '0001_initial'),
        ('finance', '0008_closed_years'),
    ]

    operations = [Tables(
        migrations.CreateModel(
            name='MoneyRules',
            fields=[
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='money_rules', to='cooperatives.federation')),
                ('person_limit', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='somme qu’une personne accorde ou inscrit au plus, en une fois')),
                ('free_cash_deposits', models.PositiveSmallIntegerField(default=3, verbose_name='versements d’espèces sans frais par an')),
                ('cash_deposit_fee', models.DecimalField(decimal_places=2, default=Decimal('6.00'), max_digits=6, verbose_name='frais d’un versement d’espèces de plus')),
                ('insured_without_premium', models.DecimalField(decimal_places=2, default=Decimal('2000.00'), max_digits=12, verbose_name='valeur des biens assurée sans supplément')),
                ('premium_rate', models.DecimalField(decimal_places=5, default=Decimal('0.00688'), max_digits=7, verbose_name='prime au-delà, par euro')),
                ('yearly_depreciation', models.PositiveSmallIntegerField(default=10, verbose_name='perte de valeur d’un bien par an (%)')),
                ('least_value', models.PositiveSmallIntegerField(default=20, verbose_name='valeur qu’un bien garde toujours (%)')),
                ('stale_cheque_months', models.PositiveSmallIntegerField(default=13, verbose_name='mois après lesquels un chèque est périmé')),
                ('min_reviewers', models.PositiveSmallIntegerField(default=2, verbose_name='vérificateurs aux comptes au moins')),
                ('min_parent_reviewers', models.PositiveSmallIntegerField(default=1, verbose_name='dont parents d’élèves')),
                ('sample_size', models.PositiveSmallIntegerField(default=8, verbose_name='pièces tirées au sort pour la vérification')),
                ('remote_review', models.BooleanField(default=False, verbose_name='la vérification peut se faire à distance')),
                ('all_teachers_sign', models.BooleanField(default=False, verbose_name='tous les enseignants signent le compte rendu financier')),
                ('photo_replaces_paper', models.BooleanField(default=False, verbose_name='une photo remplace la pièce en papier')),
                ('public_money_threshold', models.DecimalField(decimal_places=2, default=Decimal('153000.00'), max_digits=12, verbose_name='subventions publiques de l’année à partir desquelles les comptes sont publiés')),
                ('decision_from', models.DecimalField(decimal_places=2, default=Decimal('50.00'), max_digits=12, verbose_name='dépense à partir de laquelle une décision du conseil est attendue')),
                ('photos_asked', models.BooleanField(default=False, verbose_name='chaque dépense a la photo de sa pièce')),
                ('photo_share_code', models.CharField(blank=True, default='75000008', max_length=8, verbose_name='compte de la part reversée par un photographe')),
                ('year', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='money_rules', serialize=False, to='cooperatives.schoolyear')),
            ],
            options={
                'verbose_name': 'règles de l’argent',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('cash_deposit_fee__gte', 0), ('insured_without_premium__gte', 0), ('premium_rate__gte', 0), ('public_money_threshold__gt', 0), models.Q(('person_limit__isnull', True), ('person_limit__gt', 0), _connector='OR')), name='finance_moneyrules_sums_not_negative', violation_error_message='Une somme s’écrit en euros, au-dessus de zéro.'),
                    models.CheckConstraint(condition=models.Q(('least_value__lte', 100), ('yearly_depreciation__lte', 100)), name='finance_moneyrules_shares', violation_error_message='Un pourcentage va de 0 à 100.'),
                    models.CheckConstraint(condition=models.Q(('min_reviewers__gte', 2), ('min_parent_reviewers__lte', models.F('min_reviewers'))), name='finance_moneyrules_reviewers', violation_error_message='Il faut au moins deux vérificateurs, et pas plus de parents qu’eux.'),
                    models.CheckConstraint(condition=models.Q(('decision_from__gte', 0)), name='finance_moneyrules_decision_from', violation_error_message='Une somme s’écrit en euros, au-dessus de zéro.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='BankAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('bank', models.CharField(max_length=60, verbose_name='banque')),
                ('iban', models.CharField(blank=True, max_length=34, verbose_name='IBAN')),
                ('means', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('cheque', 'chèque'), ('card', 'carte'), ('transfer', 'virement'), ('direct_debit', 'prélèvement'), ('cash', 'espèces')], max_length=12), default=list, size=None, verbose_name='moyens de paiement')),
                ('opened_on', models.DateField(blank=True, null=True, verbose_name='ouvert le')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='fermé le')),
                ('cooperative', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bank_accounts', to='cooperatives.cooperative')),
                ('federation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bank_accounts', to='cooperatives.federation')),
            ],
            options={
                'verbose_name': 'compte bancaire',
                'ordering': ['cooperative_id', '-opened_on', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('federation', 'id'), name='finance_bankaccount_in_federation'),
                    models.UniqueConstraint(condition=models.Q(('iban', ''), _negated=True), fields=('iban',), name='finance_bankaccount_iban_once', violation_error_message='Un compte porte déjà cet IBAN.'),
                    models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True)), fields=('cooperative',), name='finance_bankaccount_one_open', violation_error_message='Cette coopérative a déjà un compte ouvert\xa0: fermez-le d’abord.'),
                    models.CheckConstraint(condition=models.Q(('iban__regex', '^([A-Z]{2}[0-9]{2}[A-Z0-9]{11,30})?$')), name='finance_bankaccount_iban_shape', violation_error_message='Un IBAN commence par deux lettres et deux chiffres, comme FR76.'),
                    models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('opened_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='finance_bankaccount_dates', violation_error_message='La fermeture vient après l’ouverture.'),
                ],
            },
        ),
    ),
        # As in 0002: the federation is part of what a row points with.
        migrations.RunSQL(
            sql="ALTER TABLE finance_moneyrules ADD CONSTRAINT finance_moneyrules_one_year "
            "FOREIGN KEY (federation_id, year_id) REFERENCES cooperatives_schoolyear (federation_id, id)",
            reverse_sql="ALTER TABLE finance_moneyrules DROP CONSTRAINT finance_moneyrules_one_year",
        ),
        migrations.RunSQL(
            sql="ALTER TABLE finance_bankaccount ADD CONSTRAINT finance_bankaccount_one_cooperative "
            "FOREIGN KEY (federation_id, cooperative_id) REFERENCES cooperatives_cooperative (federation_id, id)",
            reverse_sql="ALTER TABLE finance_bankaccount DROP CONSTRAINT finance_bankaccount_one_cooperative",
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
