"""Orders of guests are found by their address, to give them to its account."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_orders_guest_email",
        "orders",
        [sa.text("lower(email)"), "placed_at"],
        schema="orders",
        postgresql_where=sa.text("account_id IS NULL"),
    )
