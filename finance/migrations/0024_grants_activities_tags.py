import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


# A tag says only what its line left empty, and names what belongs to the cooperative of the line's book.
TAGS = """
CREATE FUNCTION public.finance_linetag_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    line record;
BEGIN
    SELECT l.grant_id, l.activity_id, a.kind, b.cooperative_id INTO line
        FROM public.finance_entryline l
        JOIN public.finance_account a ON a.id = l.account_id
        JOIN public.finance_entry e ON e.id = l.entry_id
        JOIN public.finance_book b ON b.id = e.book_id
        WHERE l.id = NEW.line_id;
    IF line.kind NOT IN ('income', 'expense')
        OR NEW.grant_id IS NOT NULL AND line.grant_id IS NOT NULL
        OR NEW.activity_id IS NOT NULL AND line.activity_id IS NOT NULL THEN
        RAISE EXCEPTION 'line % says by itself what it belongs to', NEW.line_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_linetag_fills_what_is_empty';
    END IF;
    IF NEW.grant_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.finance_grant WHERE id = NEW.grant_id AND cooperative_id = line.cooperative_id)
        OR NEW.activity_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.finance_activity WHERE id = NEW.activity_id AND cooperative_id = line.cooperative_id) THEN
        RAISE EXCEPTION 'a tag names only what belongs to the cooperative of its line'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_linetag_of_its_cooperative';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_linetag_fits BEFORE INSERT OR UPDATE ON public.finance_linetag
    FOR EACH ROW EXECUTE FUNCTION public.finance_linetag_fits();
"""
NO_TAGS = """
DROP TRIGGER finance_linetag_fits ON public.finance_linetag;
DROP FUNCTION public.finance_linetag_fits();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('finance', '0020_book_import'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LineTag',
            fields=[
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='tag', serialize=False, to='finance.entryline')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tagged', to='finance.activity')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('grant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tagged', to='finance.grant')),
            ],
            options={
                'verbose_name': 'ligne rattachée',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('grant__isnull', False), ('activity__isnull', False), _connector='OR'), name='finance_linetag_says_something'),
                ],
            },
        ),
        migrations.RunSQL(TAGS, NO_TAGS),
    ]
