"""Indexes of sort orders have the price, so that a range of prices is looked for without visiting the products."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_REPLACED = {
    "ix_products_category_newest": ["category", "created_at", "id"],
    "ix_products_category_title": ["category", "title_key", "id"],
    "ix_products_newest": ["created_at", "id"],
    "ix_products_title": ["title_key", "id"],
}
# No statement names an index.
_RENAME = """
-- squawk-ignore renaming-object
ALTER INDEX catalog.{name}_priced RENAME TO {name};
"""


def upgrade() -> None:
    """A wider index replaces a narrower one, so the release before walks it as well."""
    for name, columns in _REPLACED.items():
        op.create_index(
            f"{name}_priced",
            "products",
            columns,
            schema="catalog",
            postgresql_include=["price_from_minor"],
            postgresql_where=sa.text("state = 'published'"),
        )
    # Last, because readers wait from here on.
    for name in _REPLACED:
        op.drop_index(name, table_name="products", schema="catalog")
        op.execute(_RENAME.format(name=name))
