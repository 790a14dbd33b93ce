-- The shop's owner, who is no superuser now, gets what the superuser of an earlier version created. Safe to repeat.
DROP ROLE IF EXISTS adopter;
ALTER DATABASE cloudshop OWNER TO cloudshop;

DO $$
DECLARE change text;
BEGIN
    FOR change IN
        SELECT format('ALTER SCHEMA %I OWNER TO cloudshop', nspname) FROM pg_namespace
        WHERE nspowner = 10 AND nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
        UNION ALL
        -- Indexes and the sequences of columns go with their tables.
        SELECT format('ALTER TABLE %s OWNER TO cloudshop', c.oid::regclass) FROM pg_class c
        JOIN pg_namespace n ON n.oid = relnamespace
        WHERE relowner = 10 AND relkind IN ('r', 'p', 'v', 'm') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
        UNION ALL
        SELECT format('ALTER ROUTINE %s OWNER TO cloudshop', p.oid::regprocedure) FROM pg_proc p
        JOIN pg_namespace n ON n.oid = pronamespace
        WHERE proowner = 10 AND nspname !~ '^pg_' AND nspname <> 'information_schema'
          AND proname <> 'refuse_login_at_standby'
        UNION ALL
        -- The logins of the contexts, whose passwords and rights db/deploy.py sets.
        SELECT format('GRANT %I TO cloudshop WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', rolname) FROM pg_roles
        WHERE rolname !~ '^pg_' AND rolname NOT IN ('postgres', 'cloudshop', 'pgbackrest', 'replication', 'rewind')
    LOOP
        EXECUTE change;
    END LOOP;
END $$;

-- What Patroni creates in a new cluster.
SELECT format('CREATE ROLE %s', options)
FROM (VALUES ('replication', 'replication LOGIN REPLICATION'), ('rewind', 'rewind LOGIN'))
    AS missing(role, options) WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role)
\gexec
GRANT EXECUTE ON FUNCTION pg_ls_dir(text, boolean, boolean), pg_stat_file(text, boolean), pg_read_binary_file(text),
    pg_read_binary_file(text, bigint, bigint, boolean) TO rewind;
