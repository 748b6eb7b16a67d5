from django.db import migrations

# What a ballot asks is fixed when it opens; its two locks (secret, hidden) never open again; it is finished before it is
# shown. Voices come in only while it is open, and there are as many papers as voters at every commit. A decision that
# both have signed stays as it is; what became of it is told in rows that only grow.
GUARDS = """
CREATE FUNCTION public.councils_ballot_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fixed text[] := ARRAY['subject', 'way', 'collected', 'question', 'secret', 'hidden', 'threshold', 'tie', 'seats',
        'rounds', 'round', 'follows_id', 'job_id', 'budget', 'voters', 'quorum', 'council_id', 'meeting_id', 'item_id'];
    moves jsonb := '{"prepared": ["prepared", "open", "dropped"], "open": ["open", "finished", "dropped"],
        "finished": ["finished", "shown", "dropped"], "shown": ["shown", "kept", "dropped"], "kept": ["kept"],
        "dropped": ["dropped"]}';
    name text;
BEGIN
    IF OLD.secret AND NOT NEW.secret OR OLD.hidden AND NOT NEW.hidden THEN
        RAISE EXCEPTION 'ballot % is secret for good', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'councils_ballot_locks_stay';
    END IF;
    IF NOT moves -> OLD.state ? NEW.state THEN
        RAISE EXCEPTION 'ballot % does not go from % to %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'councils_ballot_moves';
    END IF;
    IF OLD.state <> 'prepared' THEN
        FOREACH name IN ARRAY fixed LOOP
            IF to_jsonb(NEW) -> name IS DISTINCT FROM to_jsonb(OLD) -> name THEN
                RAISE EXCEPTION 'ballot % was opened with another %', OLD.id, name
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'councils_ballot_is_open';
            END IF;
        END LOOP;
    END IF;
    IF OLD.state IN ('shown', 'kept') AND NEW.outcome IS DISTINCT FROM OLD.outcome THEN
        RAISE EXCEPTION 'the outcome of ballot % was shown', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'councils_ballot_was_shown';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER councils_ballot_moves BEFORE UPDATE ON public.councils_ballot
    FOR EACH ROW EXECUTE FUNCTION public.councils_ballot_moves();

CREATE FUNCTION public.councils_ballot_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'prepared' THEN
        RAISE EXCEPTION 'a ballot is prepared first'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'councils_ballot_begins';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER councils_ballot_begins BEFORE INSERT ON public.councils_ballot
    FOR EACH ROW EXECUTE FUNCTION public.councils_ballot_begins();

CREATE FUNCTION public.councils_ballotoption_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ballot public.councils_ballot;
    touched public.councils_ballotoption := coalesce(NEW, OLD);
BEGIN
    SELECT * INTO ballot FROM public.councils_ballot WHERE id = touched.ballot_id FOR SHARE;
    IF ballot.state <> 'prepared' THEN
        RAISE EXCEPTION 'ballot % is open', ballot.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'councils_ballotoption_before_it_opens';
    END IF;
    IF TG_OP <> 'DELETE' AND (NEW.pupil_id IS NOT NULL) <> (ballot.way = 'election') THEN
        RAISE EXCEPTION 'only an election has candidates'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'councils_ballotoption_person_only_for_a_job';
    END IF;
    RETURN touched;
END $$;
CREATE TRIGGER councils_ballotoption_fits BEFORE INSERT OR UPDATE OR DELETE ON public.councils_ballotoption
    FOR EACH ROW EXECUTE FUNCTION public.councils_ballotoption_fits();

CREATE FUNCTION public.councils_box_takes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now_state text;
BEGIN
    SELECT state INTO now_state FROM public.councils_ballot
        WHERE id = coalesce(NEW.ballot_id, OLD.ballot_id) FOR SHARE;
    IF TG_OP IN ('INSERT', 'UPDATE') AND now_state <> 'open'
        OR TG_OP = 'DELETE' AND now_state = 'finished'
        OR TG_OP = 'DELETE' AND now_state = 'open' AND TG_TABLE_NAME = 'councils_turnout' THEN
        RAISE EXCEPTION 'the box is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'councils_box_is_closed';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER councils_turnout_takes BEFORE INSERT OR DELETE ON public.councils_turnout
    FOR EACH ROW EXECUTE FUNCTION public.councils_box_takes();
CREATE TRIGGER councils_ballotpaper_takes BEFORE INSERT OR DELETE ON public.councils_ballotpaper
    FOR EACH ROW EXECUTE FUNCTION public.councils_box_takes();
CREATE TRIGGER councils_handcount_takes BEFORE INSERT OR UPDATE ON public.councils_handcount
    FOR EACH ROW EXECUTE FUNCTION public.councils_box_takes();

CREATE FUNCTION public.councils_box_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    box bigint := coalesce(NEW.ballot_id, OLD.ballot_id);
    voted integer;
    papers integer;
BEGIN
    SELECT count(*) INTO voted FROM public.councils_turnout WHERE ballot_id = box;
    SELECT count(*) INTO papers FROM public.councils_ballotpaper WHERE ballot_id = box;
    IF voted <> papers THEN
        RAISE EXCEPTION 'ballot % has % voters and % papers', box, voted, papers
            USING ERRCODE = 'check_violation', CONSTRAINT = 'councils_box_adds_up';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER councils_turnout_adds_up AFTER INSERT OR DELETE ON public.councils_turnout
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.councils_box_adds_up();
CREATE CONSTRAINT TRIGGER councils_ballotpaper_adds_up AFTER INSERT OR DELETE ON public.councils_ballotpaper
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.councils_box_adds_up();

CREATE FUNCTION public.councils_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER councils_decision_stays BEFORE UPDATE ON public.councils_decision
    FOR EACH ROW EXECUTE FUNCTION public.councils_decision_stays();

REVOKE UPDATE, TRUNCATE ON public.councils_turnout, public.councils_ballotpaper FROM occe_app;
REVOKE DELETE, TRUNCATE ON public.councils_decision FROM occe_app;
REVOKE UPDATE, DELETE, TRUNCATE ON public.councils_followup, public.councils_unsealing FROM occe_app;
REVOKE DELETE, TRUNCATE ON public.councils_ballot FROM occe_app;
"""

FREE = """
GRANT DELETE ON public.councils_ballot TO occe_app;
GRANT UPDATE, DELETE ON public.councils_followup, public.councils_unsealing TO occe_app;
GRANT DELETE ON public.councils_decision TO occe_app;
GRANT UPDATE ON public.councils_turnout, public.councils_ballotpaper TO occe_app;
DROP TRIGGER councils_decision_stays ON public.councils_decision;
DROP FUNCTION public.councils_decision_stays();
DROP TRIGGER councils_ballotpaper_adds_up ON public.councils_ballotpaper;
DROP TRIGGER councils_turnout_adds_up ON public.councils_turnout;
DROP FUNCTION public.councils_box_adds_up();
DROP TRIGGER councils_handcount_takes ON public.councils_handcount;
DROP TRIGGER councils_ballotpaper_takes ON public.councils_ballotpaper;
DROP TRIGGER councils_turnout_takes ON public.councils_turnout;
DROP FUNCTION public.councils_box_takes();
DROP TRIGGER councils_ballotoption_fits ON public.councils_ballotoption;
DROP FUNCTION public.councils_ballotoption_fits();
DROP TRIGGER councils_ballot_begins ON public.councils_ballot;
DROP FUNCTION public.councils_ballot_begins();
DROP TRIGGER councils_ballot_moves ON public.councils_ballot;
DROP FUNCTION public.councils_ballot_moves();
"""


class Migration(migrations.Migration):
    """The database holds what a child was promised: secret stays secret, what was signed stays written."""

    dependencies = [("councils", "0002_sittings_ballots_register")]

    operations = [migrations.RunSQL(GUARDS, FREE)]
