"""A version of which SKUs are in stock, for lists of products: it changes when one sells out or is there again.

The triggers are deferred to the commit, so that orders that take the last of something do not wait for each other
longer than a commit takes, and hold no lock while they wait for another.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TRIGGERS = """
-- The transaction that changed it last is the version, so that one which changes many SKUs writes it once.
CREATE FUNCTION inventory.change_availability() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO inventory.version AS v (name, version) VALUES ('availability', pg_current_xact_id()::text::bigint)
    ON CONFLICT (name) DO UPDATE SET version = excluded.version WHERE v.version <> excluded.version;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER availability_inserted AFTER INSERT ON inventory.stock DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.orderable > 0) EXECUTE FUNCTION inventory.change_availability();
CREATE CONSTRAINT TRIGGER availability_updated AFTER UPDATE ON inventory.stock DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN ((OLD.orderable > 0) <> (NEW.orderable > 0)) EXECUTE FUNCTION inventory.change_availability();
"""


def upgrade() -> None:
    op.create_table(
        "version",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_version")),
        schema="inventory",
    )
    op.execute(TRIGGERS)
