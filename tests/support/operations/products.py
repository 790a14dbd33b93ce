"""Changes of products by staff."""

from typing import Any
from uuid import uuid4

from sqlalchemy import select, text

from db.models.messaging import StaffAction
from tests.support.operations.shop import Shop

MUGS = text("""
    WITH made AS (
        INSERT INTO catalog.products (id, handle, title, description, vendor, product_type, category, tags,
                                      option_names, state, price_from_minor, merchant_columns, created_at, updated_at)
        SELECT gen_random_uuid(), 'mug-' || n, 'Mug ' || n, '', '', '', 'mugs', '{}', '{}', 'published', n, '{}',
               now(), now()
        FROM generate_series(1, :mugs) n RETURNING id, handle, price_from_minor
    )
    INSERT INTO catalog.variants (sku, product_id, position, option_values, price_minor, currency, grams, barcode,
                                  merchant_columns)
    SELECT handle, id, 1, '{}', price_from_minor, 'EUR', 1, '', '{}' FROM made
""")
SCARF = {
    "title": "Wool Scarf",
    "description": "Warm.\n\nAnd soft.",
    "product_type": "Clothing",
    "tags": ["wool", "winter", "wool"],
    "option_names": ["Colour"],
    "variants": [
        {"option_values": ["Moss"], "price_minor": 39_00},
        {"sku": "S-2", "option_values": ["Sand"], "price_minor": 35_00},
    ],
    "images": [{"url": "/pictures/wool-scarf.svg", "alternative_text": "A scarf"}],
}


def staff(shop: Shop, operation: str, body: Any = None, *, role: str | None = "staff", **other: Any) -> Any:
    """Calls the operation; a product is created with a key of its own."""
    key = {"key": str(uuid4())} if operation == "create-product" else {}
    return shop.call(operation, body, role=role, **{**key, **other})


def actions(shop: Shop) -> list[str]:
    return list(shop.session.scalars(select(StaffAction.action).order_by(StaffAction.at)))
