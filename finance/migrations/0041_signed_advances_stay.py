from django.db import migrations

# What one person gave and another received is written once: after the answer only the second signature is added, after
# that only the photo of the slip. The moments may be told again (a slip signed on paper has the day of the paper). What
# the inventory said before is never mended.
GUARDS = """
CREATE FUNCTION public.finance_classadvance_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may text[] := ARRAY['asked_at', 'answered_at', 'received_at'];
BEGIN
    IF OLD.state = 'asked' THEN RETURN NEW; END IF;
    IF OLD.state = 'granted' AND NEW.state IN ('granted', 'received') THEN
        may := may || ARRAY['state', 'received_by_id', 'paper_id'];
    ELSIF OLD.state = 'received' THEN
        may := may || ARRAY['paper_id'];
    END IF;
    IF to_jsonb(NEW) - may <> to_jsonb(OLD) - may THEN
        RAISE EXCEPTION 'advance % was answered', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_classadvance_was_answered';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_classadvance_stays BEFORE UPDATE ON public.finance_classadvance
    FOR EACH ROW EXECUTE FUNCTION public.finance_classadvance_stays();
REVOKE DELETE, TRUNCATE ON public.finance_classadvance FROM occe_app;
REVOKE UPDATE, DELETE, TRUNCATE ON public.finance_inventoryitemevent FROM occe_app;
"""

FREE = """
GRANT UPDATE, DELETE ON public.finance_inventoryitemevent TO occe_app;
GRANT DELETE ON public.finance_classadvance TO occe_app;
DROP TRIGGER finance_classadvance_stays ON public.finance_classadvance;
DROP FUNCTION public.finance_classadvance_stays();
"""


class Migration(migrations.Migration):
    """An advance that was answered stays as it was signed; what the inventory said stays as it was said."""

    dependencies = [("finance", "0040_sent_books_keep_what_was_said")]

    operations = [migrations.RunSQL(GUARDS, FREE)]
