"""Changes of products by staff."""

from typing import Any

from sqlalchemy import select

from db.models.messaging import StaffAction
from tests.support.operations.shop import Shop

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
    return shop.call(operation, body, role=role, **other)


def actions(shop: Shop) -> list[str]:
    return list(shop.session.scalars(select(StaffAction.action).order_by(StaffAction.at)))
