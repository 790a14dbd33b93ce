"""Staff find orders by e-mail address, name, SKU and date."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_orders_placed_at", "orders", ["placed_at", "id"], schema="orders")
    op.create_index("ix_orders_email", "orders", [sa.text("lower(email)"), "placed_at"], schema="orders")
    op.create_index("ix_lines_sku", "lines", ["sku", "order_id"], schema="orders")
    # Searches read what was not sorted in yet, so that is kept short; one order in some hundreds sorts it in. In kB.
    op.execute(
        "CREATE INDEX ix_orders_name ON orders.orders USING gin (lower(address ->> 'name') public.gin_trgm_ops)"
        " WITH (gin_pending_list_limit = 128)"
    )
