"""A trigger on search entries maintains the facets by which products are counted and filtered."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# Reduced is what shops show as reduced: the price of the cheapest variant.
KEEP = """
CREATE FUNCTION catalog.product_facets(product uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT array_remove(ARRAY[
               'category=' || p.category, 'vendor=' || NULLIF(p.vendor, ''), CASE WHEN cheapest.is_reduced THEN 'reduced' END
           ], NULL) || coalesce(options.facets, '{}')
    FROM catalog.products p
    LEFT JOIN LATERAL (
        SELECT compare_at_price_minor > price_minor AS is_reduced FROM catalog.variants
        WHERE product_id = p.id ORDER BY price_minor, position LIMIT 1
    ) cheapest ON true
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT 'option=' || name || '=' || value) AS facets
        FROM catalog.variants v, unnest(p.option_names, v.option_values) AS chosen (name, value)
        WHERE v.product_id = p.id
    ) options
    WHERE p.id = product
$$;
CREATE FUNCTION catalog.set_facets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.facets := coalesce(catalog.product_facets(NEW.product_id), '{}');
    RETURN NEW;
END $$;
CREATE TRIGGER set_facets BEFORE INSERT OR UPDATE ON catalog.search_entries
FOR EACH ROW EXECUTE FUNCTION catalog.set_facets();
"""


def upgrade() -> None:
    op.add_column(
        "search_entries",
        sa.Column("facets", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        schema="catalog",
    )
    op.execute(KEEP)
    op.create_index("ix_search_entries_facets", "search_entries", ["facets"], schema="catalog", postgresql_using="gin")
