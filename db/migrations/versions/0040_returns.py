"""Returns have lines, a decision of staff, and a receipt.

Orders whose return the release before has requested have no row: the code takes it that all of their goods come back.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

PERMISSIONS = """
INSERT INTO identity.permissions (role, permission, amount_minor_max)
SELECT role, wanted.permission, CASE wanted.permission WHEN 'orders.receive-return' THEN given.amount_minor_max END
FROM identity.permissions given, (VALUES ('orders.decide-return'), ('orders.receive-return')) wanted (permission)
WHERE given.permission = 'payments.refund'
"""


def upgrade() -> None:
    op.add_column("orders", sa.Column("standard_shipping_minor", sa.BigInteger()), schema="orders")
    _returns()
    _return_lines()
    op.execute(PERMISSIONS)


def _returns() -> None:
    op.create_table(
        "returns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_withdrawal", sa.Boolean(), nullable=False),
        sa.Column("reply", sa.Text()),
        sa.Column("refund_minor", sa.BigInteger(), nullable=False),
        sa.Column("shipping_minor", sa.BigInteger(), nullable=False),
        sa.Column("taxes", JSONB()),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("received_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint(
            "state IN ('requested', 'approved', 'declined', 'received', 'refunded')", name=op.f("ck_returns_state")
        ),
        sa.ForeignKeyConstraint(["order_id"], ["orders.orders.id"], name=op.f("fk_returns_order_id_orders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returns")),
        schema="orders",
    )
    op.create_index("ix_returns_order_id", "returns", ["order_id", "announced_at"], schema="orders")
    is_open = sa.text("state IN ('requested', 'approved')")
    op.create_index("uq_returns_open", "returns", ["order_id"], unique=True, schema="orders", postgresql_where=is_open)
    has_reply = sa.text("reply IS NOT NULL")
    op.create_index("ix_returns_personal", "returns", ["announced_at"], schema="orders", postgresql_where=has_reply)


def _return_lines() -> None:
    op.create_table(
        "return_lines",
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("resellable", sa.BigInteger(), nullable=False),
        sa.Column("damaged", sa.BigInteger(), nullable=False),
        sa.Column("refund_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_return_lines_quantity_positive")),
        sa.CheckConstraint(
            "resellable >= 0 AND damaged >= 0 AND resellable + damaged <= quantity",
            name=op.f("ck_return_lines_no_more_arrived"),
        ),
        sa.ForeignKeyConstraint(["return_id"], ["orders.returns.id"], name=op.f("fk_return_lines_return_id_returns")),
        sa.PrimaryKeyConstraint("return_id", "sku", name=op.f("pk_return_lines")),
        schema="orders",
    )
