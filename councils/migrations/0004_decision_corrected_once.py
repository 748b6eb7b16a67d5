from django.db import migrations, models

# The president's signature on paper is told with the signature itself, and stays with it.
GUARD = """
CREATE OR REPLACE FUNCTION public.councils_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may text[] := ARRAY['president_signed_at', 'president_on_paper', 'adult_signed_at', 'signed_by_id'];
BEGIN
    IF NEW.number <> OLD.number OR NEW.council_id <> OLD.council_id
        OR OLD.president_signed_at IS NOT NULL AND (NEW.president_signed_at, NEW.president_on_paper)
            IS DISTINCT FROM (OLD.president_signed_at, OLD.president_on_paper)
        OR OLD.adult_signed_at IS NOT NULL AND (NEW.adult_signed_at, NEW.signed_by_id)
            IS DISTINCT FROM (OLD.adult_signed_at, OLD.signed_by_id)
        OR (OLD.president_signed_at IS NOT NULL OR OLD.adult_signed_at IS NOT NULL)
            AND to_jsonb(NEW) - may <> to_jsonb(OLD) - may THEN
        RAISE EXCEPTION 'decision % is signed', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'councils_decision_stays';
    END IF;
    RETURN NEW;
END $$;
"""

AS_BEFORE = """
CREATE OR REPLACE FUNCTION public.councils_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may text[] := ARRAY['president_signed_at', 'adult_signed_at', 'signed_by_id'];
BEGIN
    IF NEW.number <> OLD.number OR NEW.council_id <> OLD.council_id
        OR OLD.president_signed_at IS NOT NULL AND NEW.president_signed_at IS DISTINCT FROM OLD.president_signed_at
        OR OLD.adult_signed_at IS NOT NULL AND (NEW.adult_signed_at, NEW.signed_by_id)
            IS DISTINCT FROM (OLD.adult_signed_at, OLD.signed_by_id)
        OR (OLD.president_signed_at IS NOT NULL OR OLD.adult_signed_at IS NOT NULL)
            AND to_jsonb(NEW) - may <> to_jsonb(OLD) - may THEN
        RAISE EXCEPTION 'decision % is signed', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'councils_decision_stays';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """A decision is corrected by one other at most; a president may sign on paper."""

    dependencies = [("councils", "0003_guards")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="president_on_paper",
            field=models.BooleanField(default=False, verbose_name="la présidence a signé sur papier"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("corrects",),
                name="councils_decision_corrected_once",
                violation_error_message="Cette décision est déjà corrigée par une autre.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("president_on_paper", False), ("president_signed_at__isnull", False), _connector="OR"),
                name="councils_decision_paper_is_signed",
            ),
        ),
        migrations.RunSQL(GUARD, AS_BEFORE),
    ]
