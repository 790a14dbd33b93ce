"""Orders of businesses: their VAT number, how it was checked, and the reason for charging no VAT."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("vat_number", sa.Text()), schema="orders")
    op.add_column("orders", sa.Column("vat_check", JSONB()), schema="orders")
    for table in ("orders", "lines"):
        op.add_column(table, sa.Column("tax_reason", sa.Text()), schema="orders")
        # No row has one yet, so that none needs to be looked at while others wait.
        check = f"ADD CONSTRAINT ck_{table}_tax_reason CHECK (tax_reason IN ('reverse_charge')) NOT VALID"
        op.execute(f"ALTER TABLE orders.{table} {check}")
