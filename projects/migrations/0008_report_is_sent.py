from django.db import migrations

# What the association received stays as it was sent, until it gives it back.
GUARDS = """
CREATE FUNCTION public.projects_activityreport_is_sent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may text[] := ARRAY['state', 'return_words'];
BEGIN
    IF OLD.state = 'sent' AND (NEW.state NOT IN ('sent', 'returned')
        OR to_jsonb(NEW) - may IS DISTINCT FROM to_jsonb(OLD) - may) THEN
        RAISE EXCEPTION 'activity report % was sent', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_activityreport_is_sent';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_activityreport_is_sent BEFORE UPDATE ON public.projects_activityreport
    FOR EACH ROW EXECUTE FUNCTION public.projects_activityreport_is_sent();

CREATE FUNCTION public.projects_reportline_is_sent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now_state text;
BEGIN
    SELECT state INTO now_state FROM public.projects_activityreport
        WHERE id = coalesce(NEW.report_id, OLD.report_id) FOR SHARE;
    IF now_state = 'sent' THEN
        RAISE EXCEPTION 'the activity report was sent'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_activityreport_is_sent';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER projects_reportline_is_sent BEFORE INSERT OR UPDATE OR DELETE ON public.projects_reportline
    FOR EACH ROW EXECUTE FUNCTION public.projects_reportline_is_sent();
REVOKE DELETE, TRUNCATE ON public.projects_activityreport FROM occe_app;
"""

FREE = """
GRANT DELETE ON public.projects_activityreport TO occe_app;
DROP TRIGGER projects_reportline_is_sent ON public.projects_reportline;
DROP FUNCTION public.projects_reportline_is_sent();
DROP TRIGGER projects_activityreport_is_sent ON public.projects_activityreport;
DROP FUNCTION public.projects_activityreport_is_sent();
"""


class Migration(migrations.Migration):
    """A sent activity report keeps its words, its figures and its decision."""

    dependencies = [("projects", "0007_no_figures_of_looking_back")]

    operations = [migrations.RunSQL(GUARDS, FREE)]
