from django.db import migrations


class Migration(migrations.Migration):
    """The cache's table: the limits of sign-in must hold over several workers, so they live in the database."""

    dependencies = [("cooperatives", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
                CREATE UNLOGGED TABLE occe_cache (
                    cache_key varchar(255) NOT NULL PRIMARY KEY,
                    value text NOT NULL,
                    expires timestamptz NOT NULL
                );
                CREATE INDEX occe_cache_expires ON occe_cache (expires);
            """,
            reverse_sql="DROP TABLE occe_cache;",
        )
    ]
