from django.db import migrations, models


class Migration(migrations.Migration):
    """What the ledger points to by composite keys, so that a row of money crosses neither federations nor cooperatives."""

    dependencies = [("cooperatives", "0002_cache_table")]

    operations = [
        migrations.AddConstraint(
            model_name="schoolyear",
            constraint=models.UniqueConstraint(
                fields=("federation", "id"), name="cooperatives_schoolyear_in_federation"
            ),
        ),
        migrations.AddConstraint(
            model_name="classroom",
            constraint=models.UniqueConstraint(
                fields=("cooperative", "id"), name="cooperatives_classroom_in_cooperative"
            ),
        ),
    ]
