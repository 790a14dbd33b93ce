"""What 0052 promised of the reasons of taxes is looked at, without a lock that orders wait for."""

from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("orders", "lines"):
        op.execute(f"ALTER TABLE orders.{table} VALIDATE CONSTRAINT ck_{table}_tax_reason")
