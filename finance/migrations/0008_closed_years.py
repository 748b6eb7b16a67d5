from django.db import migrations

# A closing waits for whoever is posting in a book of the year (posting holds the book's row), and whoever comes after
# it sees the year closed.
CLOSES = """
CREATE FUNCTION public.finance_year_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM public.finance_book WHERE year_id = NEW.id FOR NO KEY UPDATE;
    RETURN NEW;
END $$;

CREATE FUNCTION public.finance_entry_year_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM public.finance_book b JOIN public.cooperatives_schoolyear y ON y.id = b.year_id
               WHERE b.id = NEW.book_id AND y.closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the year of book % is closed', NEW.book_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_entry_year_is_open';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.finance_book_year_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND EXISTS (
            SELECT FROM public.cooperatives_schoolyear WHERE id = NEW.year_id AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the year of book % is closed', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finance_book_year_is_open';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER finance_year_closes BEFORE UPDATE OF closed_at ON public.cooperatives_schoolyear
    FOR EACH ROW EXECUTE FUNCTION public.finance_year_closes();
CREATE TRIGGER finance_entry_year_is_open BEFORE INSERT ON public.finance_entry
    FOR EACH ROW EXECUTE FUNCTION public.finance_entry_year_is_open();
CREATE TRIGGER finance_book_year_is_open BEFORE UPDATE ON public.finance_book
    FOR EACH ROW EXECUTE FUNCTION public.finance_book_year_is_open();
"""

STAYS_OPEN = """
DROP TRIGGER finance_book_year_is_open ON public.finance_book;
DROP TRIGGER finance_entry_year_is_open ON public.finance_entry;
DROP TRIGGER finance_year_closes ON public.cooperatives_schoolyear;
DROP FUNCTION public.finance_book_year_is_open();
DROP FUNCTION public.finance_entry_year_is_open();
DROP FUNCTION public.finance_year_closes();
"""


class Migration(migrations.Migration):
    """A closed school year takes no entry, and its books stay in the state in which it was closed."""

    dependencies = [
        ("finance", "0005_claim_guards"),
        ("cooperatives", "0001_initial"),
    ]

    operations = [migrations.RunSQL(CLOSES, STAYS_OPEN)]
