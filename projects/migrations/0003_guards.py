from django.db import migrations

# The story of a project's states only grows. What parents signed is not widened afterwards. A picture says who is on it,
# or that nobody is. A closed publication stays closed. A box of papers without names adds up, and takes none once closed.
GUARDS = """
REVOKE UPDATE, DELETE, TRUNCATE ON public.projects_projectstep FROM occe_app;
REVOKE DELETE, TRUNCATE ON public.projects_publication, public.projects_contentreport FROM occe_app;

CREATE FUNCTION public.projects_publication_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may text[] := ARRAY['withdrawn_at', 'withdrawn_by_id', 'why'];
BEGIN
    IF OLD.withdrawn_at IS NOT NULL OR to_jsonb(NEW) - may <> to_jsonb(OLD) - may THEN
        RAISE EXCEPTION 'publication % is told', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_publication_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_publication_stays BEFORE UPDATE ON public.projects_publication
    FOR EACH ROW EXECUTE FUNCTION public.projects_publication_stays();

CREATE FUNCTION public.projects_consentsheet_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM public.projects_consentanswer WHERE sheet_id = OLD.id)
        AND ((NEW.classroom_id, NEW.for_the_class, NEW.what) IS DISTINCT FROM
             (OLD.classroom_id, OLD.for_the_class, OLD.what)
             OR NOT NEW.media <@ OLD.media OR NEW.ends_on > OLD.ends_on) THEN
        RAISE EXCEPTION 'parents signed sheet % as it was', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_consentsheet_is_signed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_consentsheet_is_signed BEFORE UPDATE ON public.projects_consentsheet
    FOR EACH ROW EXECUTE FUNCTION public.projects_consentsheet_is_signed();

CREATE FUNCTION public.projects_consentsheet_covers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM public.projects_consentanswer WHERE sheet_id = NEW.consentsheet_id) THEN
        RAISE EXCEPTION 'parents signed sheet % for other projects', NEW.consentsheet_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_consentsheet_is_signed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_consentsheet_covers BEFORE INSERT OR UPDATE ON public.projects_consentsheet_projects
    FOR EACH ROW EXECUTE FUNCTION public.projects_consentsheet_covers();

CREATE FUNCTION public.projects_piece_people_told() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched jsonb := to_jsonb(coalesce(NEW, OLD));
    one bigint := coalesce(touched ->> 'piece_id', touched ->> 'id');
    told text;
    listed boolean;
BEGIN
    SELECT people INTO told FROM public.projects_piece WHERE id = one;
    listed := EXISTS (SELECT 1 FROM public.projects_piece_shows WHERE piece_id = one);
    IF told IN ('nobody', 'unknown') AND listed OR told = 'children' AND NOT listed THEN
        RAISE EXCEPTION 'piece % says % and lists %', one, told, listed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_piece_people_told';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER projects_piece_people_told AFTER INSERT OR UPDATE OF people ON public.projects_piece
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.projects_piece_people_told();
CREATE CONSTRAINT TRIGGER projects_piece_shows_told AFTER INSERT OR UPDATE OR DELETE ON public.projects_piece_shows
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.projects_piece_people_told();

CREATE FUNCTION public.projects_reflection_takes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now_state text;
BEGIN
    SELECT state INTO now_state FROM public.projects_reflection WHERE id = NEW.reflection_id FOR SHARE;
    IF now_state <> 'open' THEN
        RAISE EXCEPTION 'the box is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_reflection_is_closed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_reflectionpaper_takes BEFORE INSERT ON public.projects_reflectionpaper
    FOR EACH ROW EXECUTE FUNCTION public.projects_reflection_takes();
CREATE TRIGGER projects_reflectionturnout_takes BEFORE INSERT ON public.projects_reflectionturnout
    FOR EACH ROW EXECUTE FUNCTION public.projects_reflection_takes();

CREATE FUNCTION public.projects_reflection_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    box bigint := coalesce(NEW.reflection_id, OLD.reflection_id);
    answered integer;
    papers integer;
BEGIN
    SELECT count(*) INTO answered FROM public.projects_reflectionturnout WHERE reflection_id = box;
    SELECT count(*) INTO papers FROM public.projects_reflectionpaper WHERE reflection_id = box;
    IF answered <> papers THEN
        RAISE EXCEPTION 'box % has % children and % papers', box, answered, papers
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_reflection_adds_up';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER projects_reflectionpaper_adds_up AFTER INSERT OR DELETE ON public.projects_reflectionpaper
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.projects_reflection_adds_up();
CREATE CONSTRAINT TRIGGER projects_reflectionturnout_adds_up AFTER INSERT OR DELETE ON public.projects_reflectionturnout
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.projects_reflection_adds_up();
REVOKE UPDATE, TRUNCATE ON public.projects_reflectionpaper, public.projects_reflectionturnout FROM occe_app;
"""

FREE = """
GRANT UPDATE ON public.projects_reflectionpaper, public.projects_reflectionturnout TO occe_app;
DROP TRIGGER projects_reflectionturnout_adds_up ON public.projects_reflectionturnout;
DROP TRIGGER projects_reflectionpaper_adds_up ON public.projects_reflectionpaper;
DROP FUNCTION public.projects_reflection_adds_up();
DROP TRIGGER projects_reflectionturnout_takes ON public.projects_reflectionturnout;
DROP TRIGGER projects_reflectionpaper_takes ON public.projects_reflectionpaper;
DROP FUNCTION public.projects_reflection_takes();
DROP TRIGGER projects_piece_shows_told ON public.projects_piece_shows;
DROP TRIGGER projects_piece_people_told ON public.projects_piece;
DROP FUNCTION public.projects_piece_people_told();
DROP TRIGGER projects_consentsheet_covers ON public.projects_consentsheet_projects;
DROP FUNCTION public.projects_consentsheet_covers();
DROP TRIGGER projects_consentsheet_is_signed ON public.projects_consentsheet;
DROP FUNCTION public.projects_consentsheet_is_signed();
DROP TRIGGER projects_publication_stays ON public.projects_publication;
DROP FUNCTION public.projects_publication_stays();
GRANT DELETE ON public.projects_publication, public.projects_contentreport TO occe_app;
GRANT UPDATE, DELETE ON public.projects_projectstep TO occe_app;
"""


class Migration(migrations.Migration):
    """What parents signed, what a class was promised and what became of a project stand in the database."""

    dependencies = [("projects", "0002_plan_journal_consent_report")]

    operations = [migrations.RunSQL(GUARDS, FREE)]
