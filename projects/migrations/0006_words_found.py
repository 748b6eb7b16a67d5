from django.db import migrations

# Words as they are searched: without accents and capitals (`occe.kit.folded.fold`, letter by letter; a test compares
# both), and with the plurals that PostgreSQL's French dictionary leaves as they are: cailloux, jeux, travaux, vélos,
# potagers. What is stored and what is asked go through the same functions.
FUNCTIONS = r"""
CREATE FUNCTION public.occe_folded(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(regexp_replace(normalize(lower(replace(replace(replace(replace(replace(replace(
        translate(normalize(words, NFKD), 'øØłŁđ', 'oollD'),
        'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'), 'ẞ', 'ss') COLLATE "pg_c_utf8"), NFKD),
        '[\u0300-\u036f\u00ad\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u3164\uffa0]',
        '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
$$;
CREATE FUNCTION public.projects_plain(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace(regexp_replace(regexp_replace(public.occe_folded(words),
        'oux\M', 'ou', 'g'),
        '\m(jeu|feu|lieu|milieu|cheveu|voeu|neveu|adieu)x\M', '\1', 'g'),
        '\m(trav|vitr|cor)aux\M', '\1ail', 'g'),
        '\m(?!\w*ais\M|nous\M|vous\M|pas\M|suis\M|sois\M)(\w+(?:[aiou]|er))s\M', '\1', 'g')
$$;
CREATE FUNCTION public.projects_words(title text, summary text, aims text, story text, learnt text, place text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('pg_catalog.french', public.projects_plain(title)), 'A')
        || setweight(to_tsvector('pg_catalog.french', public.projects_plain(place)), 'B')
        || setweight(to_tsvector('pg_catalog.french', public.projects_plain(summary)), 'B')
        || setweight(to_tsvector('pg_catalog.french', public.projects_plain(aims)), 'C')
        || setweight(to_tsvector('pg_catalog.french', public.projects_plain(learnt)), 'C')
        || setweight(to_tsvector('pg_catalog.french', public.projects_plain(story)), 'D')
$$;
"""

# `place` (school, cooperative, commune) follows the rows that it is made of; both columns are the database's own.
COLUMNS = """
ALTER TABLE public.projects_project ADD COLUMN place text NOT NULL DEFAULT '';
CREATE FUNCTION public.projects_place_of(one bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT concat_ws(' ', s.name, s.commune, c.name) FROM public.cooperatives_cooperative c
    JOIN public.cooperatives_school s ON s.id = c.school_id WHERE c.id = one
$$;
UPDATE public.projects_project SET place = coalesce(public.projects_place_of(cooperative_id), '');
ALTER TABLE public.projects_project ADD COLUMN words tsvector
    GENERATED ALWAYS AS (public.projects_words(title, summary, aims, story, learnt, place)) STORED;
CREATE INDEX projects_project_words ON public.projects_project USING gin (words);
CREATE INDEX projects_project_latest ON public.projects_project (published_at DESC, id DESC)
    WHERE published_at IS NOT NULL;
CREATE INDEX projects_projectstep_days ON public.projects_projectstep (project_id, "on");

CREATE FUNCTION public.projects_place_set() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.place := coalesce(public.projects_place_of(NEW.cooperative_id), '');
    RETURN NEW;
END $$;
CREATE TRIGGER projects_project_place BEFORE INSERT OR UPDATE OF cooperative_id ON public.projects_project
    FOR EACH ROW EXECUTE FUNCTION public.projects_place_set();
CREATE FUNCTION public.projects_place_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE public.projects_project p SET place = public.projects_place_of(c.id)
    FROM public.cooperatives_cooperative c WHERE c.id = p.cooperative_id
        AND CASE TG_TABLE_NAME WHEN 'cooperatives_school' THEN c.school_id = NEW.id ELSE c.id = NEW.id END;
    RETURN NULL;
END $$;
CREATE TRIGGER projects_place_of_school AFTER UPDATE OF name, commune ON public.cooperatives_school
    FOR EACH ROW WHEN ((NEW.name, NEW.commune) IS DISTINCT FROM (OLD.name, OLD.commune))
    EXECUTE FUNCTION public.projects_place_moved();
CREATE TRIGGER projects_place_of_cooperative AFTER UPDATE OF name, school_id ON public.cooperatives_cooperative
    FOR EACH ROW WHEN ((NEW.name, NEW.school_id) IS DISTINCT FROM (OLD.name, OLD.school_id))
    EXECUTE FUNCTION public.projects_place_moved();
"""

BACK = """
DROP TRIGGER projects_place_of_cooperative ON public.cooperatives_cooperative;
DROP TRIGGER projects_place_of_school ON public.cooperatives_school;
DROP FUNCTION public.projects_place_moved();
DROP TRIGGER projects_project_place ON public.projects_project;
DROP FUNCTION public.projects_place_set();
DROP INDEX public.projects_projectstep_days;
DROP INDEX public.projects_project_latest;
ALTER TABLE public.projects_project DROP COLUMN words;
ALTER TABLE public.projects_project DROP COLUMN place;
DROP FUNCTION public.projects_place_of(bigint);
"""

NO_FUNCTIONS = """
DROP FUNCTION public.projects_words(text, text, text, text, text, text);
DROP FUNCTION public.projects_plain(text);
DROP FUNCTION public.occe_folded(text);
"""


class Migration(migrations.Migration):
    """Projects are found by their words, their school and their commune, in French, whatever accent or plural was typed."""

    dependencies = [("projects", "0005_report_outlasts_its_piece")]

    operations = [migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS), migrations.RunSQL(COLUMNS, BACK)]
