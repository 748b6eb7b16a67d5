from django.db import migrations

# The decision that asked for a grant is one of its own cooperative, or came with the money of a cooperative that ended.
GUARD = """
CREATE FUNCTION public.finance_grant_decided_here() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decision_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.councils_decision d JOIN public.councils_council c ON c.id = d.council_id
            WHERE d.id = NEW.decision_id AND c.cooperative_id = NEW.cooperative_id)
        AND NOT EXISTS (
            SELECT FROM public.finance_grant before
            JOIN public.finance_merger m ON m.source_id = before.cooperative_id
            WHERE before.decision_id = NEW.decision_id AND m.target_id = NEW.cooperative_id) THEN
        RAISE EXCEPTION 'a grant is asked for by a decision of its own cooperative'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_grant_own_decision';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_grant_decided_here BEFORE INSERT OR UPDATE OF decision_id, cooperative_id
    ON public.finance_grant FOR EACH ROW EXECUTE FUNCTION public.finance_grant_decided_here();
"""

NO_GUARD = """
DROP TRIGGER finance_grant_decided_here ON public.finance_grant;
DROP FUNCTION public.finance_grant_decided_here();
"""


class Migration(migrations.Migration):
    """A grant says which decision of the council asked for it."""

    dependencies = [("finance", "0041_signed_advances_stay")]

    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
