"""An index by which the sitemap reads products in parts of equal size."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_products_digest",
        "products",
        [sa.text('"left"(md5(handle), 3)')],
        schema="catalog",
        postgresql_include=["handle"],
        postgresql_where=sa.text("state = 'published'"),
    )
