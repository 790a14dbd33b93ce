"""Orders remember the cart that they were placed from, and rejections how many items were left."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ordered_carts",
        sa.Column("cart_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.orders.id"], name="fk_ordered_carts_order_id_orders"),
        sa.PrimaryKeyConstraint("cart_id", name="pk_ordered_carts"),
        sa.UniqueConstraint("order_id", name="uq_ordered_carts_order_id"),
        schema="orders",
    )
    op.create_index("ix_ordered_carts_at", "ordered_carts", ["at"], schema="orders")
    op.add_column("reservations", sa.Column("short_available", sa.BigInteger()), schema="inventory")
