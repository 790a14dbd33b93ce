"""Creates the rows that tests need."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from db.models.catalog import Product, Variant
from db.models.inventory import Stock

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
PRICE_MINOR = 12_50
# Of the method that the migrations fill in.
SHIPPING_MINOR, FREE_SHIPPING_FROM_MINOR = 4_90, 50_00
ADDRESS = {"name": "Ada", "street": "1 Rue Verte", "postal_code": "75001", "city": "Paris", "country": "FR"}


def a_product(
    session: Session, sku: str = "MUG-1", *, price_minor: int = PRICE_MINOR, on_hand: int = 10, **other: Any
) -> Product:
    """A published product with one variant and stock."""
    product = Product(
        id=uuid4(),
        handle=sku.lower(),
        title=other.get("title", f"Product {sku}"),
        description="",
        vendor="Vendor",
        product_type="Mug",
        category=other.get("category", "kitchen"),
        tags=other.get("tags", []),
        option_names=[],
        state=other.get("state", "published"),
        tax_class=other.get("tax_class", "standard"),
        price_from_minor=price_minor,
        merchant_columns={},
        created_at=MOMENT,
        updated_at=MOMENT,
        variants=[
            Variant(
                sku=sku,
                position=1,
                option_values=[],
                price_minor=price_minor,
                currency="EUR",
                grams=other.get("grams", 300),
                barcode="",
                merchant_columns=other.get("variant_columns", {}),
            )
        ],
    )
    session.add_all([product, Stock(sku=sku, on_hand=on_hand)])
    session.commit()
    return product


def agreed_total(*lines: tuple[int, int]) -> dict[str, Any]:
    """What a shopper in the European Union agrees to who was shown these prices and quantities."""
    subtotal_minor = sum(price_minor * quantity for price_minor, quantity in lines)
    shipping_minor = 0 if subtotal_minor >= FREE_SHIPPING_FROM_MINOR else SHIPPING_MINOR
    return {"expected_total_minor": subtotal_minor + shipping_minor, "currency": "EUR"}


def an_order_for(
    sku: str = "MUG-1", quantity: int = 1, *, price_minor: int = PRICE_MINOR, **other: Any
) -> dict[str, Any]:
    """A body for place-order."""
    return {
        "lines": [{"sku": sku, "quantity": quantity}],
        **agreed_total((price_minor, quantity)),
        "email": "ada@example.org",
        "address": ADDRESS,
        "payment_method": "card_ok",
        **other,
    }
