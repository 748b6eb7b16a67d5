from django.db import migrations

# What an adult looked at is what leaves the class: while a piece of such a page is shown, its picture, its words and its
# people stay as they were, and nobody is taken off its lists. What parents signed has a title too, and is of one child
# of the sheet's class.
GUARDS = """
CREATE FUNCTION public.projects_page_is_checked(one bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM public.projects_journalentry WHERE id = one AND state = 'checked')
$$;

CREATE FUNCTION public.projects_piece_was_looked_at() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may text[] := ARRAY['withdrawn_at', 'in_story', 'position'];
BEGIN
    IF OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NOT NULL THEN
        RETURN NEW;
    END IF;
    IF (OLD.withdrawn_at IS NOT NULL OR to_jsonb(NEW) - may IS DISTINCT FROM to_jsonb(OLD) - may)
        AND (public.projects_page_is_checked(OLD.entry_id) OR public.projects_page_is_checked(NEW.entry_id)) THEN
        RAISE EXCEPTION 'an adult looked at piece % as it was', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_piece_was_looked_at';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_piece_was_looked_at BEFORE UPDATE ON public.projects_piece
    FOR EACH ROW EXECUTE FUNCTION public.projects_piece_was_looked_at();

CREATE FUNCTION public.projects_piece_keeps_its_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM public.projects_piece p WHERE p.id = OLD.piece_id AND p.withdrawn_at IS NULL
               AND public.projects_page_is_checked(p.entry_id)) THEN
        RAISE EXCEPTION 'an adult looked at the people of piece %', OLD.piece_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_piece_was_looked_at';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER projects_piece_shows_stay BEFORE UPDATE OR DELETE ON public.projects_piece_shows
    FOR EACH ROW EXECUTE FUNCTION public.projects_piece_keeps_its_people();
CREATE TRIGGER projects_piece_authors_stay BEFORE UPDATE OR DELETE ON public.projects_piece_authors
    FOR EACH ROW EXECUTE FUNCTION public.projects_piece_keeps_its_people();

CREATE FUNCTION public.projects_consentanswer_of_the_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.sheet_id, NEW.pupil_id) IS DISTINCT FROM (OLD.sheet_id, OLD.pupil_id) THEN
            RAISE EXCEPTION 'answer % is of one sheet and one child', OLD.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_consentanswer_of_the_sheet';
        END IF;
    ELSIF NOT EXISTS (SELECT 1 FROM public.projects_consentsheet s JOIN public.members_enrolment e
                      ON e.classroom_id = s.classroom_id WHERE s.id = NEW.sheet_id AND e.pupil_id = NEW.pupil_id) THEN
        RAISE EXCEPTION 'child % is not of the class of sheet %', NEW.pupil_id, NEW.sheet_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_consentanswer_of_the_sheet';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_consentanswer_of_the_sheet BEFORE INSERT OR UPDATE ON public.projects_consentanswer
    FOR EACH ROW EXECUTE FUNCTION public.projects_consentanswer_of_the_sheet();

CREATE FUNCTION public.projects_consentsheet_keeps_its_title() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.title <> OLD.title AND EXISTS (SELECT 1 FROM public.projects_consentanswer WHERE sheet_id = OLD.id) THEN
        RAISE EXCEPTION 'parents signed sheet % as it was', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_consentsheet_is_signed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_consentsheet_keeps_its_title BEFORE UPDATE OF title ON public.projects_consentsheet
    FOR EACH ROW EXECUTE FUNCTION public.projects_consentsheet_keeps_its_title();
"""

FREE = """
DROP TRIGGER projects_consentsheet_keeps_its_title ON public.projects_consentsheet;
DROP FUNCTION public.projects_consentsheet_keeps_its_title();
DROP TRIGGER projects_consentanswer_of_the_sheet ON public.projects_consentanswer;
DROP FUNCTION public.projects_consentanswer_of_the_sheet();
DROP TRIGGER projects_piece_authors_stay ON public.projects_piece_authors;
DROP TRIGGER projects_piece_shows_stay ON public.projects_piece_shows;
DROP FUNCTION public.projects_piece_keeps_its_people();
DROP TRIGGER projects_piece_was_looked_at ON public.projects_piece;
DROP FUNCTION public.projects_piece_was_looked_at();
DROP FUNCTION public.projects_page_is_checked(bigint);
"""


class Migration(migrations.Migration):
    """What an adult looked at, and what parents signed, stays what it was."""

    dependencies = [("projects", "0008_report_is_sent")]

    operations = [migrations.RunSQL(GUARDS, FREE)]
