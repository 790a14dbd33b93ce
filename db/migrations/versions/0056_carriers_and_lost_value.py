"""Carriers may be retired, by staff who may change them; what comes back with less value is refunded with less."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


# Every row has 0, so there is little to check.
NOT_NEGATIVE = """
ALTER TABLE orders.return_lines
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT ck_return_lines_lost_value_not_negative CHECK (lost_value_minor >= 0);
"""


def upgrade() -> None:
    is_retired = sa.Column("is_retired", sa.Boolean(), server_default="false", nullable=False)
    op.add_column("carriers", is_retired, schema="shipping")
    lost_value = sa.Column("lost_value_minor", sa.BigInteger(), server_default="0", nullable=False)
    op.add_column("return_lines", lost_value, schema="orders")
    op.add_column("return_lines", sa.Column("lost_value_reason", sa.Text(), nullable=True), schema="orders")
    op.execute(NOT_NEGATIVE)
    for role in ("administrator", "manager"):
        # A shop may have removed the role meanwhile.
        op.execute(
            "INSERT INTO identity.permissions (role, permission) SELECT name, 'carriers.change' FROM identity.roles "
            f"WHERE name = '{role}'"
        )
