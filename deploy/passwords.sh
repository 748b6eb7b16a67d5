#!/bin/sh
# Runs once, after roles.sql, when the database is made: gives both roles their passwords from the secrets.
set -eu
psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username postgres --dbname occe \
    --set app="$(cat /run/secrets/app_password)" --set owner="$(cat /run/secrets/owner_password)" <<'SQL'
ALTER ROLE occe_app PASSWORD :'app';
ALTER ROLE occe_owner PASSWORD :'owner';
ALTER DATABASE occe OWNER TO occe_owner;
SQL
