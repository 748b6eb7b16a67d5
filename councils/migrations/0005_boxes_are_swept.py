from django.db import migrations

# Each cast writes all the papers of a box anew. What was there before stays in the file as dead rows until it is swept,
# and the difference between two sweeps would tell a voter's paper to whoever reads the file: swept at once, not once
# a fifth of the table is dead. The database's sweeper comes by every minute.
SWEPT = """
ALTER TABLE public.councils_ballotpaper SET (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
"""
AS_USUAL = """
ALTER TABLE public.councils_ballotpaper RESET (autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor);
"""


class Migration(migrations.Migration):
    """The papers that a cast replaced do not stay in the database's files."""

    dependencies = [("councils", "0003_guards")]

    operations = [migrations.RunSQL(SWEPT, AS_USUAL)]
