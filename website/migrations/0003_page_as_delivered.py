from django.db import migrations, models
from django.db.models import Exists, OuterRef


def unedited(apps, schema_editor):
    """A page whose last version has no author holds our own text."""
    page, version = apps.get_model("website", "Page"), apps.get_model("website", "PageVersion")
    last = version.objects.filter(page=OuterRef("pk"), number=OuterRef("version"), saved_by=None)
    page.objects.filter(Exists(last)).update(as_delivered=True)


class Migration(migrations.Migration):
    dependencies = [("website", "0002_snapshots_never_change")]

    operations = [
        migrations.AddField("page", "as_delivered", models.BooleanField(default=False)),
        migrations.RunPython(unedited, migrations.RunPython.noop),
    ]
