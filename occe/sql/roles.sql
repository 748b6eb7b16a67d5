-- The two roles of the portal (docs/decisions/0003). Run as a superuser, as often as one likes; the embedded server, the container
-- and the tests all use this file. Passwords are no part of it: the embedded server trusts its socket, a real server
-- sets them beside (docs/production.md).

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'occe_owner') THEN
        CREATE ROLE occe_owner LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'occe_app') THEN
        CREATE ROLE occe_app LOGIN;
    END IF;
END $$;

-- occe_owner migrates, restores and loads in bulk. occe_app does everything else: it owns nothing, and may use the
-- owner's tables but neither alter nor truncate them. The ledger's migrations take more away from it.
ALTER ROLE occe_owner NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE occe_app NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER DEFAULT PRIVILEGES FOR ROLE occe_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO occe_app;
ALTER DEFAULT PRIVILEGES FOR ROLE occe_owner GRANT USAGE, SELECT ON SEQUENCES TO occe_app;
ALTER DEFAULT PRIVILEGES FOR ROLE occe_owner GRANT EXECUTE ON ROUTINES TO occe_app;
