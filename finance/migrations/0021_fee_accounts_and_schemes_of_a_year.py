import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Which account of a year takes the fee, the insurance and the aids; the numbering of papers belongs to a year."""

    dependencies = [
        ("cooperatives", "0011_files_of_a_cooperative"),
        ("finance", "0020_book_import"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="stands_for",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "rien de particulier"),
                    ("fee", "la cotisation"),
                    ("insurance", "l’assurance payée avec la cotisation"),
                    ("aid", "l’aide de l’association"),
                ],
                default="",
                max_length=9,
                verbose_name="porte",
            ),
        ),
        migrations.AlterField(
            model_name="voucherscheme",
            name="federation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="voucher_schemes",
                to="cooperatives.federation",
            ),
        ),
        migrations.AddField(
            model_name="voucherscheme",
            name="year",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="voucher_scheme",
                to="cooperatives.schoolyear",
            ),
        ),
    ]
