"""Staff list products of any state by when they changed last, and find them by barcode."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_products_changed", "products", ["updated_at", "id"], schema="catalog")
    op.create_index("ix_products_state_changed", "products", ["state", "updated_at", "id"], schema="catalog")
    op.create_index(
        "ix_variants_barcode", "variants", ["barcode"], schema="catalog", postgresql_where=sa.text("barcode <> ''")
    )
