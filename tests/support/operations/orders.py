"""Places orders as a shopper, and brings them into a state."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from db.models.messaging import StaffAction
from db.models.order_codes import ReasonCode, State
from db.models.orders import Order, OrderTransition
from functions.orders.queries import order_by_number
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop


def an_order(shop: Shop, state: str = "placed", *, account_id: UUID | None = None, **other: Any) -> Any:
    """Places an order and brings it into the state through all states before; returns the response that placed it."""
    sku = f"SKU-{uuid4()}"
    a_product(shop.session, sku)
    by: dict[str, Any] = {"role": "shopper", "account_id": account_id} if account_id is not None else {}
    placed = shop.call("place-order", an_order_for(sku, **other), key=str(uuid4()), **by)
    assert placed.status_code == 201, placed.json
    order = order_by_number(shop.session, placed.json["number"])
    for step in _WAY[state]:
        move_to(shop, order, step)
    shop.session.commit()
    return placed.json


def move_to(shop: Shop, order: Order, state: State) -> None:
    """Brings the order into the state as the release before does, of which no other table knows."""
    order.state, order.deadline_at = state, None
    sequence = len(order.timeline) + 1
    order.timeline.append(
        OrderTransition(sequence=sequence, state=state, reason_code=_CODES[state], actor="shop", at=shop.now)
    )


_CODES: dict[State, ReasonCode] = {
    "reserved": "stock_reserved",
    "confirmed": "payment_authorized",
    "shipped": "shipped",
    "delivered": "delivered",
    "rejected": "out_of_stock",
    "cancelled": "cancelled_by_shop",
    "return_requested": "return_requested_by_shopper",
    "refunded": "payment_refunded",
}


_WAY: dict[str, list[State]] = {
    "placed": [],
    "reserved": ["reserved"],
    "confirmed": ["reserved", "confirmed"],
    "shipped": ["reserved", "confirmed", "shipped"],
    "delivered": ["reserved", "confirmed", "shipped", "delivered"],
    "rejected": ["rejected"],
    "cancelled": ["cancelled"],
    "return_requested": ["reserved", "confirmed", "shipped", "delivered", "return_requested"],
    "refunded": ["reserved", "confirmed", "shipped", "refunded"],
}


UNKNOWN = "CS-0000-0000"


def shopper(account_id: UUID) -> dict[str, Any]:
    return {"role": "shopper", "account_id": account_id}


def problem(refused: Any, number: str) -> dict[str, Any]:
    """The refusal's problem, without the parts that repeat the request."""
    said = {name: value for name, value in refused.json.items() if name != "request_id"}
    return {**said, "detail": said["detail"].replace(number, "…"), "headers": sorted(refused.headers.keys())}


SHIPMENT = {"carrier": "La Poste", "tracking_code": "6A123"}


def act(shop: Shop, operation: str, number: str, body: Any = None, **by: Any) -> Any:
    return shop.call(operation, body, query={"number": number}, **by)


def actions(shop: Shop) -> list[tuple[str, str]]:
    return [(row.action, row.subject) for row in shop.session.scalars(select(StaffAction))]


def present(shop: Shop, order: dict[str, Any]) -> Order:
    shop.session.expire_all()
    return order_by_number(shop.session, order["number"])


def put_into(shop: Shop, order: dict[str, Any], state: State) -> None:
    shop.session.get_one(Order, order["id"]).state = state
    shop.session.commit()


def last(answer: Any) -> tuple[str, str | None]:
    """The reason code and the typed note of the order's last transition."""
    step = answer.json["timeline"][-1]
    return step["reason_code"], step["note"]
