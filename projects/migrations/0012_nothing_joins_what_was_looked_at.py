from django.db import migrations

# A page that an adult looked at takes no piece in, and a piece of it no author and no child: it is taken in hand first,
# and waits for the adult again. A drawing whose author nobody had named would go out when a willing one is written there.
GUARDS = """
CREATE FUNCTION public.projects_page_takes_no_piece() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF public.projects_page_is_checked(NEW.entry_id) THEN
        RAISE EXCEPTION 'an adult looked at page % without this piece', NEW.entry_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_piece_was_looked_at';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_page_takes_no_piece BEFORE INSERT ON public.projects_piece
    FOR EACH ROW EXECUTE FUNCTION public.projects_page_takes_no_piece();

CREATE FUNCTION public.projects_piece_takes_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM public.projects_piece p WHERE p.id = NEW.piece_id
               AND public.projects_page_is_checked(p.entry_id)) THEN
        RAISE EXCEPTION 'an adult looked at piece % without this child', NEW.piece_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_piece_was_looked_at';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_piece_shows_nobody_more BEFORE INSERT ON public.projects_piece_shows
    FOR EACH ROW EXECUTE FUNCTION public.projects_piece_takes_nobody();
CREATE TRIGGER projects_piece_authors_nobody_more BEFORE INSERT ON public.projects_piece_authors
    FOR EACH ROW EXECUTE FUNCTION public.projects_piece_takes_nobody();
"""

FREE = """
DROP TRIGGER projects_piece_authors_nobody_more ON public.projects_piece_authors;
DROP TRIGGER projects_piece_shows_nobody_more ON public.projects_piece_shows;
DROP FUNCTION public.projects_piece_takes_nobody();
DROP TRIGGER projects_page_takes_no_piece ON public.projects_piece;
DROP FUNCTION public.projects_page_takes_no_piece();
"""


class Migration(migrations.Migration):
    """What an adult looked at takes nothing more in."""

    dependencies = [("projects", "0011_corrections_say_why")]

    operations = [migrations.RunSQL(GUARDS, FREE)]
