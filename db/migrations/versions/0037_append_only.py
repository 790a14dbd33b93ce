"""Ledger, activity log and stock movements are only added to: the database refuses to change or delete their rows."""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_FUNCTION = """
CREATE FUNCTION messaging.refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME;
END $$
"""
_TRIGGER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION messaging.refuse_to_rewrite()
"""


def upgrade() -> None:
    """The release before changes no row of these tables either."""
    op.execute(_FUNCTION)
    for table in ("inventory.movements", "messaging.staff_actions", "payments.ledger"):
        op.execute(_TRIGGER.format(table=table))
