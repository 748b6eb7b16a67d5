from django.db import migrations

# The report of a year is read from the tags of its lines, and its quitus bears names: both go with the book. What is to
# be said otherwise waits until the association has given the book back.
GUARDS = """
CREATE FUNCTION public.finance_linetag_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tagged bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN tagged := OLD.line_id; ELSE tagged := NEW.line_id; END IF;
    IF EXISTS (SELECT FROM public.finance_entryline l JOIN public.finance_entry e ON e.id = l.entry_id
            JOIN public.finance_book b ON b.id = e.book_id JOIN public.cooperatives_schoolyear y ON y.id = b.year_id
            WHERE l.id = tagged AND (b.state NOT IN ('open', 'returned') OR y.closed_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'the book of line % was sent', tagged
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_linetag_of_a_sent_book';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_linetag_stays BEFORE INSERT OR UPDATE OR DELETE ON public.finance_linetag
    FOR EACH ROW EXECUTE FUNCTION public.finance_linetag_stays();

CREATE FUNCTION public.finance_reviewer_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP = 'INSERT' OR
            ROW(NEW.review_id, NEW.name, NEW.quality, NEW.signed_how, NEW.signed_at, NEW.signed_name, NEW.withdrawn_at)
            IS DISTINCT FROM
            ROW(OLD.review_id, OLD.name, OLD.quality, OLD.signed_how, OLD.signed_at, OLD.signed_name, OLD.withdrawn_at))
        AND EXISTS (SELECT FROM public.finance_accountreview r JOIN public.finance_book b ON b.id = r.book_id
            WHERE r.id = NEW.review_id AND r.outcome <> '' AND b.state IN ('submitted', 'accepted')) THEN
        RAISE EXCEPTION 'the signatures of review % went with its book', NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_reviewer_went_with_its_book';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finance_reviewer_stays BEFORE INSERT OR UPDATE ON public.finance_reviewer
    FOR EACH ROW EXECUTE FUNCTION public.finance_reviewer_stays();
"""

FREE = """
DROP TRIGGER finance_reviewer_stays ON public.finance_reviewer;
DROP FUNCTION public.finance_reviewer_stays();
DROP TRIGGER finance_linetag_stays ON public.finance_linetag;
DROP FUNCTION public.finance_linetag_stays();
"""


class Migration(migrations.Migration):
    """What a sent book says of its grants and of its reviewers stays until the book comes back."""

    dependencies = [("finance", "0039_handovers")]

    operations = [migrations.RunSQL(GUARDS, FREE)]
