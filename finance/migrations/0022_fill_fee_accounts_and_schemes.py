from django.db import migrations

# The codes of the chart with which every federation began.
CODES = {"fee": ("62810008", "expense"), "insurance": ("61681008", "expense"), "aid": ("74280008", "income")}


def fill(apps, schema_editor):
    account = apps.get_model("finance", "Account")
    for part, (code, kind) in CODES.items():
        account.objects.filter(code=code, kind=kind).update(stands_for=part)
    scheme = apps.get_model("finance", "VoucherScheme")
    for standing in scheme.objects.filter(year=None):
        for year in apps.get_model("cooperatives", "SchoolYear").objects.filter(federation=standing.federation_id):
            scheme.objects.create(
                federation_id=standing.federation_id, year=year, kind=standing.kind, digits=standing.digits
            )
        standing.delete()


def empty(apps, schema_editor):
    """Back to one scheme a federation: its latest."""
    scheme = apps.get_model("finance", "VoucherScheme")
    kept = set()
    for standing in scheme.objects.order_by("-year__starts"):
        if standing.federation_id in kept:
            standing.delete()
        else:
            kept.add(standing.federation_id)
            scheme.objects.filter(pk=standing.pk).update(year=None)


class Migration(migrations.Migration):
    """What stood before belongs to every year that there is."""

    dependencies = [("finance", "0021_fee_accounts_and_schemes_of_a_year")]

    operations = [migrations.RunPython(fill, empty)]
