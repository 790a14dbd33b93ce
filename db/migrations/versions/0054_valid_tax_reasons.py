"""Validates the constraint of 0052 on the reasons of taxes, without a lock for which orders would wait."""

from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("orders", "lines"):
        op.execute(f"ALTER TABLE orders.{table} VALIDATE CONSTRAINT ck_{table}_tax_reason")
