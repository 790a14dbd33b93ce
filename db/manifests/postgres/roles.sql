-- The shop's database, and what its owner, who is no superuser, cannot create. Safe to repeat.
SELECT 'CREATE ROLE cloudshop LOGIN CREATEROLE' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cloudshop')
\gexec
ALTER ROLE cloudshop PASSWORD :'owner_password';
SELECT 'CREATE DATABASE cloudshop OWNER cloudshop' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'cloudshop')
\gexec
-- db/rights.py passes it on to the role that reads metrics.
GRANT pg_monitor TO cloudshop WITH ADMIN OPTION;

-- pgBackRest connects from inside the pod only: it has no password.
SELECT 'CREATE ROLE pgbackrest LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pgbackrest')
\gexec
GRANT pg_read_all_settings, pg_checkpoint TO pgbackrest;
GRANT EXECUTE ON FUNCTION pg_backup_start(text, boolean), pg_backup_stop(boolean), pg_switch_wal(),
    pg_create_restore_point(text) TO pgbackrest;

-- PgBouncer keeps connections. One to a primary that became a standby would refuse every write until it is closed.
\connect cloudshop
CREATE OR REPLACE FUNCTION public.refuse_login_at_standby() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_is_in_recovery() THEN
        RAISE EXCEPTION 'this server is a standby' USING ERRCODE = 'cannot_connect_now';
    END IF;
END $$;
SELECT 'CREATE EVENT TRIGGER refuse_login_at_standby ON login EXECUTE FUNCTION public.refuse_login_at_standby()'
WHERE NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'refuse_login_at_standby')
\gexec
