import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """One account each for the fee, the insurance and the aids of a year, of the right nature; one scheme a year, of
    its own federation."""

    dependencies = [("finance", "0022_fill_fee_accounts_and_schemes")]

    operations = [
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=~Q(stands_for=""),
                fields=("year", "stands_for"),
                name="finance_account_stands_for_once",
                violation_error_message="Un seul compte de l’année porte la cotisation, l’assurance ou l’aide.",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=Q(stands_for="")
                | Q(stands_for__in=["fee", "insurance"], kind="expense")
                | Q(stands_for="aid", kind="income"),
                name="finance_account_stands_for_its_kind",
                violation_error_message="La cotisation et l’assurance sont des dépenses, l’aide est une recette.",
            ),
        ),
        migrations.AlterField(
            model_name="voucherscheme",
            name="year",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="voucher_scheme",
                to="cooperatives.schoolyear",
            ),
        ),
        migrations.RunSQL(
            sql="ALTER TABLE finance_voucherscheme ADD CONSTRAINT finance_voucherscheme_one_year "
            "FOREIGN KEY (federation_id, year_id) REFERENCES cooperatives_schoolyear (federation_id, id)",
            reverse_sql="ALTER TABLE finance_voucherscheme DROP CONSTRAINT finance_voucherscheme_one_year",
        ),
    ]
