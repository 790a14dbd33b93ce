"""Staff are invited by mail: an account has a role only once its owner has followed the link.

The two columns for roles agree in both directions, whichever a statement writes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

PERMISSIONS = ("people.change", "people.end-sessions", "people.invite", "people.read")
AGREE = """
CREATE OR REPLACE FUNCTION identity.agree_on_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.role = 'shopper' THEN
        NEW.staff_role := NULL;
        RETURN NEW;
    END IF;
    IF NEW.staff_role IS NULL
        OR (TG_OP = 'UPDATE' AND NEW.role <> OLD.role AND NEW.staff_role IS NOT DISTINCT FROM OLD.staff_role)
    THEN
        NEW.staff_role := CASE NEW.role WHEN 'admin' THEN 'administrator' ELSE 'manager' END;
    END IF;
    NEW.role := CASE NEW.staff_role WHEN 'administrator' THEN 'admin' ELSE 'staff' END;
    RETURN NEW;
END $$
"""
INVITED_ROLE = """
ALTER TABLE identity.accounts ADD COLUMN invited_role text;
-- Each row has a null.
-- squawk-ignore adding-foreign-key-constraint, constraint-missing-not-valid
ALTER TABLE identity.accounts ADD CONSTRAINT fk_accounts_invited_role_roles
    FOREIGN KEY (invited_role) REFERENCES identity.roles (name);
"""


def upgrade() -> None:
    op.execute(AGREE)
    op.execute(INVITED_ROLE)
    op.create_index(
        "ix_accounts_people",
        "accounts",
        ["created_at", "id"],
        schema="identity",
        postgresql_where=sa.text("staff_role IS NOT NULL OR invited_role IS NOT NULL"),
    )
    for permission in PERMISSIONS:
        op.execute(f"INSERT INTO identity.permissions (role, permission) VALUES ('administrator', '{permission}')")
