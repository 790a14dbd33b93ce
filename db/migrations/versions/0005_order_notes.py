"""Notes that staff write on orders."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.orders.id"], name="fk_notes_order_id_orders"),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        schema="orders",
    )
    op.create_index("ix_notes_order_id", "notes", ["order_id", "at"], schema="orders")
