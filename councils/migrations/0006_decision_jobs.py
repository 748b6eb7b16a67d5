import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """A decision may give the class a job."""

    dependencies = [("councils", "0005_boxes_are_swept"), ("members", "0005_delegates")]

    operations = [
        migrations.CreateModel(
            name="DecisionJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="le")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to="councils.decision"
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="from_decisions",
                        to="members.classjob",
                    ),
                ),
            ],
            options={
                "verbose_name": "métier né d’une décision",
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("decision", "job"), name="councils_decisionjob_once")],
            },
        ),
    ]
