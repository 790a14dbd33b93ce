"""A guest's order that is confirmed and not shipped yet."""

from typing import Any
from uuid import uuid4

from tests.support.shop.running_shop import RunningShop, an_order
from tests.support.waiting import eventually

EMAIL = "ada@example.org"
STATE = "SELECT state FROM orders.orders WHERE number = %s"


def confirmed_order(shop: RunningShop, sku: str, *, quantity: int = 3) -> dict[str, Any]:
    """The order as its guest sees it, whose address is EMAIL; a card was named in it."""
    with shop.client() as guest:
        placed = guest.post(
            "/api/orders", json=an_order(sku, quantity=quantity, email=EMAIL), headers={"idempotency-key": str(uuid4())}
        )
    assert placed.status_code == 201, placed.text
    order = dict(placed.json())
    eventually(lambda: shop.query(STATE, order["number"]) == [("confirmed",)], seconds=30, what="it is confirmed")
    return order
