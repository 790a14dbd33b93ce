"""Finds the columns that products have besides Shopify's, before the first row is sent."""

from sqlalchemy import text

from functions.catalog.export.pages import MATCHES, ExportFilters, unchanging
from functions.runtime.database.unit_of_work import Begin

# Products a page: more than are exported at once, since little is read of each, and nothing is sent until all are.
PAGE = 5_000

_COLUMNS = text(f"""
    WITH page AS MATERIALIZED (
        SELECT id, handle, merchant_columns, {MATCHES} AS matches
        FROM catalog.products WHERE handle > :after ORDER BY handle LIMIT :limit
    ), kept AS (
        SELECT merchant_columns FROM page WHERE matches
        UNION ALL
        SELECT v.merchant_columns FROM page JOIN catalog.variants v ON v.product_id = page.id WHERE matches
        UNION ALL
        SELECT i.merchant_columns FROM page JOIN catalog.images i ON i.product_id = page.id WHERE matches
    )
    SELECT (SELECT handle FROM page ORDER BY handle OFFSET :limit - 1) AS last,
           ARRAY(SELECT DISTINCT key FROM kept, jsonb_each_text(merchant_columns) WHERE value <> '') AS columns
""")  # noqa: S608 - the filters are parameters


def columns_of(begin: Begin, chosen: ExportFilters) -> set[str]:
    """The names of the merchant's columns that are filled in a product's rows; raises Contended."""
    found: set[str] = set()
    after: str | None = chosen.after
    while after is not None:
        with unchanging(begin) as session:
            page = session.execute(_COLUMNS, chosen.filters() | {"after": after, "limit": PAGE}).one()
        found.update(page.columns)
        after = page.last
    return found
