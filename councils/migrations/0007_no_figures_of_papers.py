from django.db import migrations

# PostgreSQL keeps the commonest values of a column with their shares (`pg_statistic`), for its plans. Of papers those are
# the figures of a vote: readable before it ends, and after the papers are erased (a table that is empty keeps the last
# ones). Of these two columns it collects none; naming a column's type again throws away what was collected before.
NONE = """
ALTER TABLE public.councils_ballotpaper ALTER COLUMN marks SET STATISTICS 0;
ALTER TABLE public.councils_turnout ALTER COLUMN pupil_id SET STATISTICS 0;
ALTER TABLE public.councils_ballotpaper ALTER COLUMN marks TYPE jsonb;
ALTER TABLE public.councils_turnout ALTER COLUMN pupil_id TYPE bigint;
"""
AS_USUAL = """
ALTER TABLE public.councils_ballotpaper ALTER COLUMN marks SET STATISTICS -1;
ALTER TABLE public.councils_turnout ALTER COLUMN pupil_id SET STATISTICS -1;
"""


class Migration(migrations.Migration):
    """The database's own statistics tell no figure of a vote."""

    dependencies = [("councils", "0005_boxes_are_swept")]

    operations = [migrations.RunSQL(NONE, AS_USUAL)]
