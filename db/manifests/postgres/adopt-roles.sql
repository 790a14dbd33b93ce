-- The superuser of an earlier version becomes `postgres`.
BEGIN;
ALTER ROLE cloudshop RENAME TO postgres;
CREATE ROLE cloudshop LOGIN CREATEROLE;
COMMIT;
