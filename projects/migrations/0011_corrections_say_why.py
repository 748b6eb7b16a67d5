from django.db import migrations

# A step's day moves with its correction alone, which says from when to when, by whom and why; corrections only grow.
# What was set aside says why for ever; it is an idea, and does not move while it lies there.
GUARDS = """
REVOKE UPDATE, DELETE, TRUNCATE ON public.projects_stepcorrection FROM occe_app;
REVOKE DELETE, TRUNCATE ON public.projects_setaside FROM occe_app;
GRANT UPDATE ("on") ON public.projects_projectstep TO occe_app;

CREATE FUNCTION public.projects_projectstep_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last public.projects_stepcorrection;
BEGIN
    SELECT * INTO last FROM public.projects_stepcorrection WHERE step_id = OLD.id ORDER BY id DESC LIMIT 1;
    IF to_jsonb(NEW) - 'on' IS DISTINCT FROM to_jsonb(OLD) - 'on'
        OR (last.was, last."on") IS DISTINCT FROM (OLD."on", NEW."on") THEN
        RAISE EXCEPTION 'step % has no such correction', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_projectstep_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_projectstep_stays BEFORE UPDATE ON public.projects_projectstep
    FOR EACH ROW EXECUTE FUNCTION public.projects_projectstep_stays();

CREATE FUNCTION public.projects_stepcorrection_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last date;
    day date;
BEGIN
    SELECT c."on" INTO last FROM public.projects_stepcorrection c WHERE c.step_id = NEW.step_id ORDER BY id DESC LIMIT 1;
    SELECT s."on" INTO day FROM public.projects_projectstep s WHERE s.id = NEW.step_id;
    IF last IS DISTINCT FROM day THEN
        RAISE EXCEPTION 'step % was corrected and has another day', NEW.step_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_stepcorrection_holds';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER projects_stepcorrection_holds AFTER INSERT ON public.projects_stepcorrection
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.projects_stepcorrection_holds();

CREATE FUNCTION public.projects_setaside_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may text[] := ARRAY['back_at', 'back_by_id'];
BEGIN
    IF OLD.back_at IS NOT NULL OR to_jsonb(NEW) - may IS DISTINCT FROM to_jsonb(OLD) - may THEN
        RAISE EXCEPTION 'set aside % is told', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_setaside_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_setaside_stays BEFORE UPDATE ON public.projects_setaside
    FOR EACH ROW EXECUTE FUNCTION public.projects_setaside_stays();

CREATE FUNCTION public.projects_setaside_is_an_idea() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_of jsonb := to_jsonb(NEW);
    one bigint := coalesce(row_of ->> 'project_id', row_of ->> 'id');
BEGIN
    IF EXISTS (SELECT 1 FROM public.projects_setaside a JOIN public.projects_project p ON p.id = a.project_id
               WHERE p.id = one AND a.back_at IS NULL AND (p.state <> 'idea' OR p.published_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'project % lies aside and is no idea', one
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_setaside_is_an_idea';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER projects_setaside_is_an_idea AFTER INSERT ON public.projects_setaside
    FOR EACH ROW EXECUTE FUNCTION public.projects_setaside_is_an_idea();
CREATE TRIGGER projects_project_aside_is_an_idea AFTER UPDATE OF state, published_at ON public.projects_project
    FOR EACH ROW EXECUTE FUNCTION public.projects_setaside_is_an_idea();
"""

FREE = """
DROP TRIGGER projects_project_aside_is_an_idea ON public.projects_project;
DROP TRIGGER projects_setaside_is_an_idea ON public.projects_setaside;
DROP FUNCTION public.projects_setaside_is_an_idea();
DROP TRIGGER projects_setaside_stays ON public.projects_setaside;
DROP FUNCTION public.projects_setaside_stays();
DROP TRIGGER projects_stepcorrection_holds ON public.projects_stepcorrection;
DROP FUNCTION public.projects_stepcorrection_holds();
DROP TRIGGER projects_projectstep_stays ON public.projects_projectstep;
DROP FUNCTION public.projects_projectstep_stays();
REVOKE UPDATE ("on") ON public.projects_projectstep FROM occe_app;
GRANT DELETE ON public.projects_setaside TO occe_app;
GRANT UPDATE, DELETE ON public.projects_stepcorrection TO occe_app;
"""


class Migration(migrations.Migration):
    """Who put something right in the life of a project, and why, stands in the database."""

    dependencies = [("projects", "0010_set_aside_and_corrected_days")]

    operations = [migrations.RunSQL(GUARDS, FREE)]
