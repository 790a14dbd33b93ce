"""Changes of products by staff, and the folder that stands for the store of their pictures."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from db.models.messaging import StaffAction
from functions.runtime.settings import settings
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
# The handle that the shop gives the scarf.
SCARF_HANDLE = "wool-scarf"
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


def upload(shop: Shop, content: bytes, *, handle: str = SCARF_HANDLE, **other: Any) -> Any:
    other = {"role": "staff", "content_type": "application/octet-stream", **other}
    return shop.call("upload-picture", content, query={"handle": handle}, **other)


def stored_in(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """The folder, in which the shop stores pictures from now on."""
    monkeypatch.setenv("PICTURE_STORE", folder.as_uri())
    settings.cache_clear()
    return folder


def a_scarf(shop: Shop, **other: Any) -> Any:
    return staff(shop, "create-product", {**SCARF, **other})


def files_in(folder: Path) -> list[str]:
    """The names of all stored files."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
