from django.db import migrations

# As for the papers of a vote (councils 0005 and 0007): the database keeps no statistics of what is on them or of who
# has answered, and sweeps what was replaced at once.
NONE = """
ALTER TABLE public.projects_reflectionpaper ALTER COLUMN face SET STATISTICS 0, ALTER COLUMN words SET STATISTICS 0,
    ALTER COLUMN skills SET STATISTICS 0;
ALTER TABLE public.projects_reflectionturnout ALTER COLUMN pupil_id SET STATISTICS 0;
ALTER TABLE public.projects_reflectionpaper SET (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
"""
AS_USUAL = """
ALTER TABLE public.projects_reflectionpaper RESET (autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor);
ALTER TABLE public.projects_reflectionturnout ALTER COLUMN pupil_id SET STATISTICS -1;
ALTER TABLE public.projects_reflectionpaper ALTER COLUMN face SET STATISTICS -1, ALTER COLUMN words SET STATISTICS -1,
    ALTER COLUMN skills SET STATISTICS -1;
"""


class Migration(migrations.Migration):
    """Nothing in the database's own figures tells what a child wrote on looking back."""

    dependencies = [("projects", "0006_words_found")]

    operations = [migrations.RunSQL(NONE, AS_USUAL)]
