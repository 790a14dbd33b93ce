"""A webhook that reports a declined card names its order, so that declines are counted by order and shopper."""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("webhook_deliveries", sa.Column("declined_order_id", sa.Uuid()), schema="payments")
    op.create_index(
        "ix_webhook_deliveries_declined",
        "webhook_deliveries",
        ["declined_order_id", "received_at"],
        schema="payments",
        postgresql_where=sa.text("declined_order_id IS NOT NULL"),
    )
