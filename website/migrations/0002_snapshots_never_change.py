"""A frozen figure stays frozen, whoever asks: the database refuses to change or remove a snapshot."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION website_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the figures of a closed year never change' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER website_impactsnapshot_frozen BEFORE UPDATE OR DELETE ON website_impactsnapshot
  FOR EACH ROW EXECUTE FUNCTION website_refuse_change();
CREATE TRIGGER website_impactsnapshot_kept BEFORE TRUNCATE ON website_impactsnapshot
  FOR EACH STATEMENT EXECUTE FUNCTION website_refuse_change();
"""

BACKWARD = """
DROP TRIGGER website_impactsnapshot_kept ON website_impactsnapshot;
DROP TRIGGER website_impactsnapshot_frozen ON website_impactsnapshot;
DROP FUNCTION website_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("website", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
