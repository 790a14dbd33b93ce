"""Orders as tests meet them: placed by somebody, and brought into a state."""

from typing import Any
from uuid import UUID, uuid4

from db.models.orders import Order, OrderTransition
from functions.orders.queries import order_by_number
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop


def an_order(shop: Shop, state: str = "placed", *, account_id: UUID | None = None, **other: Any) -> Any:
    """The answer that placed it. It is `account_id`'s or a guest's, and has been in every state on its way."""
    sku = f"SKU-{uuid4()}"
    a_product(shop.session, sku)
    by: dict[str, Any] = {"role": "shopper", "account_id": account_id} if account_id is not None else {}
    placed = shop.call("place-order", an_order_for(sku, **other), key=str(uuid4()), **by)
    assert placed.status_code == 201, placed.json
    order = order_by_number(shop.session, placed.json["number"])
    for step in _WAY[state]:
        _bring(shop, order, step)
    shop.session.commit()
    return placed.json


def _bring(shop: Shop, order: Order, state: str) -> None:
    order.state, order.deadline_at = state, None
    sequence = len(order.timeline) + 1
    order.timeline.append(OrderTransition(sequence=sequence, state=state, reason=state, actor="shop", at=shop.now))


_WAY = {
    "placed": [],
    "reserved": ["reserved"],
    "confirmed": ["reserved", "confirmed"],
    "shipped": ["reserved", "confirmed", "shipped"],
    "delivered": ["reserved", "confirmed", "shipped", "delivered"],
    "rejected": ["rejected"],
    "cancelled": ["cancelled"],
    "return_requested": ["reserved", "confirmed", "shipped", "delivered", "return_requested"],
    "refunded": ["reserved", "confirmed", "cancelled", "refunded"],
}
