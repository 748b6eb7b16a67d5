import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    """The association writes its advice: each has an address, and may be retired."""

    dependencies = [
        ('finance', '0025_reviews'),
    ]

    operations = [
        migrations.AddField(
            model_name='purchaseadvice',
            name='retired_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='retiré le'),
        ),
        migrations.AlterField(
            model_name='purchaseadvice',
            name='state',
            field=models.CharField(choices=[('allowed', 'oui'), ('tolerated', 'avec mesure'), ('advised_against', 'demander d’abord')], max_length=16, verbose_name='avis'),
        ),
        migrations.AddField(
            model_name='purchaseadvice',
            name='public_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        # The column came with one value for all rows that stood.
        migrations.RunSQL("UPDATE finance_purchaseadvice SET public_id = gen_random_uuid()", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='purchaseadvice',
            name='public_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.RunSQL(
            "REVOKE DELETE, TRUNCATE ON public.finance_purchaseadvice FROM occe_app",
            "GRANT DELETE ON public.finance_purchaseadvice TO occe_app",
        ),
    ]
