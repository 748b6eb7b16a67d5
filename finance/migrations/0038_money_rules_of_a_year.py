import django.db.models.deletion
from django.db import migrations, models

KEPT = ", ".join((
    "federation_id", "person_limit", "decision_from", "free_cash_deposits", "cash_deposit_fee",
    "insured_without_premium", "premium_rate", "yearly_depreciation", "least_value", "stale_cheque_months",
    "min_reviewers", "min_parent_reviewers", "sample_size", "remote_review", "all_teachers_sign",
    "photo_replaces_paper", "photos_asked", "public_money_threshold", "photo_share_code",
))  # fmt: skip

# What an association had decided belongs to each year that it has.
OF_A_YEAR = f"""
ALTER TABLE public.finance_moneyrules DROP CONSTRAINT finance_moneyrules_pkey;
ALTER TABLE public.finance_moneyrules ADD COLUMN year_id bigint;
INSERT INTO public.finance_moneyrules ({KEPT}, year_id)
    SELECT {", ".join(f"r.{column}" for column in KEPT.split(", "))}, y.id
    FROM public.finance_moneyrules r JOIN public.cooperatives_schoolyear y USING (federation_id);
DELETE FROM public.finance_moneyrules WHERE year_id IS NULL;
ALTER TABLE public.finance_moneyrules ADD CONSTRAINT finance_moneyrules_pkey PRIMARY KEY (year_id);
ALTER TABLE public.finance_moneyrules ADD CONSTRAINT finance_moneyrules_one_year
    FOREIGN KEY (federation_id, year_id) REFERENCES public.cooperatives_schoolyear (federation_id, id);
CREATE INDEX finance_moneyrules_federation ON public.finance_moneyrules (federation_id);
"""

# Back to one row an association: its latest.
OF_AN_ASSOCIATION = """
DROP INDEX public.finance_moneyrules_federation;
ALTER TABLE public.finance_moneyrules DROP CONSTRAINT finance_moneyrules_one_year;
DELETE FROM public.finance_moneyrules r USING public.cooperatives_schoolyear y
    WHERE y.id = r.year_id AND EXISTS (
        SELECT FROM public.finance_moneyrules o JOIN public.cooperatives_schoolyear later ON later.id = o.year_id
        WHERE o.federation_id = r.federation_id AND later.starts > y.starts);
ALTER TABLE public.finance_moneyrules DROP CONSTRAINT finance_moneyrules_pkey;
ALTER TABLE public.finance_moneyrules DROP COLUMN year_id;
ALTER TABLE public.finance_moneyrules ADD CONSTRAINT finance_moneyrules_pkey PRIMARY KEY (federation_id);
"""

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
        ("cooperatives", "0011_files_of_a_cooperative"),
        ("finance", "0037_moved_grants"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(OF_A_YEAR, OF_AN_ASSOCIATION)],
            state_operations=[
                migrations.AlterField(
                    model_name="moneyrules",
                    name="federation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="money_rules",
                        to="cooperatives.federation",
                    ),
                ),
                migrations.AddField(
                    model_name="moneyrules",
                    name="year",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="money_rules",
                        serialize=False,
                        to="cooperatives.schoolyear",
                    ),
                    preserve_default=False,
                ),
            ],
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
