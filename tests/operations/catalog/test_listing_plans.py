"""A list stays one walk along an index however many products there are."""

from typing import Any

import pytest
from sqlalchemy import text

from functions.catalog.search.statements import Shape, page_statement
from tests.support.operations.shop import Shop

PRODUCTS = text("""
    INSERT INTO catalog.products (id, handle, title, description, vendor, product_type, category, tags, option_names,
                                  state, price_from_minor, merchant_columns, created_at, updated_at)
    SELECT gen_random_uuid(), 'p-' || n, 'Title ' || md5(n::text), repeat(md5(n::text) || ' ', 30),
           '', '', 'c-' || n % 8, '{}', '{}',
           'published', n * 37 % 10000, '{}', now() - n * interval '1 minute', now()
    FROM generate_series(1, 3000) n
""")
VALUES: dict[str, Any] = {
    "limit": 21,
    "words": "title c4ca42",
    "word0": "c4ca42",
    "category": "c-3",
    "price_min_minor": 100,
    "price_max_minor": 120,
    "key": 500,
    "id": "00000000-0000-0000-0000-000000000000",
}


@pytest.mark.parametrize(
    ("shape", "index"),
    [
        (Shape("newest"), "ix_products_newest"),
        (Shape("title"), "ix_products_title"),
        (Shape("price"), "ix_products_price"),
        (Shape("-price", continued=True), "ix_products_price"),
        (Shape("newest", filters=frozenset({"category"})), "ix_products_"),
        (Shape("newest", filters=frozenset({"price_min_minor", "price_max_minor"})), "ix_products_price"),
        (Shape("relevance", search="exact", words=1), "ix_products_search"),
        (Shape("price", search="exact", words=1), "ix_products_search"),
        (Shape("relevance", search="similar", words=1), "ix_products_search_text"),
    ],
)
def test_no_list_reads_all_products(shop: Shop, shape: Shape, index: str) -> None:
    shop.session.execute(PRODUCTS)
    shop.session.execute(text("ANALYZE catalog.products"))
    statement = page_statement(shape)
    values = {name: VALUES[name] for name in statement.compile().params}
    plan = "\n".join(shop.session.scalars(text(f"EXPLAIN {statement}"), values))
    assert index in plan
    assert "Seq Scan on products" not in plan
