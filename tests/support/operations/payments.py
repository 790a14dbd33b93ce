"""Steps that tests of payments share."""

import secrets
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select

from db.models.inventory import Reservation
from db.models.orders import Order
from db.models.payments import LedgerEntry, Payment
from eventing.events.orders import OrderCancelled, OrderShipped
from eventing.events.payments import PaymentChangesReported, RefundRequested
from eventing.events.stock import StockReserved
from eventing.times import RESERVATION
from tests.support.factories import ADDRESS
from tests.support.operations.shop import Shop

TOTAL_MINOR = 29_90


def an_order(shop: Shop, card: str = "card_ok") -> Order:
    """An order over 29.90 EUR that was just placed."""
    order = Order(
        number=_number(),
        email="ada@example.org",
        state="placed",
        currency="EUR",
        subtotal_minor=25_00,
        shipping_minor=4_90,
        total_minor=TOTAL_MINOR,
        address=ADDRESS,
        payment_method=card,
        placed_at=shop.now,
    )
    shop.session.add(order)
    shop.session.commit()
    return order


def _number() -> str:
    return "CS-" + "-".join("".join(secrets.choice("0123456789") for _ in range(4)) for _ in range(2))


def a_reserved_order(shop: Shop, **other: Any) -> Order:
    """An order without a card whose goods are reserved, so that its shopper may pay."""
    order = an_order(shop, card="")
    order.state = "reserved"
    for name, value in other.items():
        setattr(order, name, value)
    held = Reservation(order_id=order.id, state="held", reason="ordered", expires_at=shop.now + RESERVATION)
    shop.session.add(held)
    shop.session.commit()
    return order


def open_payment(shop: Shop, order: Order, email: str | None = "ada@example.org", **by: Any) -> Any:
    return shop.call("open-payment", {"email": email} if email else {}, query={"number": order.number}, **by)


def authorize(shop: Shop, order: Order, *, event_id: str | None = None) -> Any:
    return shop.deliver("authorize-payment", StockReserved(order_id=order.id), event_id=event_id)


def cancel(shop: Shop, order: Order) -> Any:
    return shop.deliver("void-payment", OrderCancelled(order_id=order.id, number=order.number))


def ship(shop: Shop, order: Order, *, event_id: str | None = None, capture_minor: int | None = None) -> Any:
    """Ships the order; without an amount, the event is as the release before announces it."""
    shipped = OrderShipped(
        order_id=order.id,
        number=order.number,
        email=order.email,
        carrier="DHL",
        tracking_code="JD014600003",
        capture_minor=capture_minor,
    )
    return shop.deliver("capture-payment", shipped, event_id=event_id)


def a_captured_order(shop: Shop, card: str = "card_ok") -> Order:
    order = an_order(shop, card)
    assert authorize(shop, order).status_code == 204
    assert ship(shop, order).status_code == 204
    return order


def payment(shop: Shop, order_id: UUID) -> Payment | None:
    shop.session.expire_all()
    return shop.session.get(Payment, order_id)


def balances(shop: Shop) -> dict[str, int]:
    """The balance of each account of the ledger, without those at zero."""
    total = func.sum(LedgerEntry.amount_minor)
    rows = shop.session.execute(select(LedgerEntry.account, total).group_by(LedgerEntry.account).having(total != 0))
    return {account: int(amount) for account, amount in rows}


EARNED = {"receivable_from_provider": TOTAL_MINOR, "revenue": -TOTAL_MINOR}


def refund(shop: Shop, order: Order, amount_minor: int = TOTAL_MINOR) -> str:
    """Requests a refund and has it carried out; returns its id."""
    requested = request_refund(shop, order, amount_minor)
    assert requested.status_code == 201, requested.json
    return carry_out_refund(shop, requested.json["id"])


def carry_out_refund(shop: Shop, refund_id: str) -> str:
    newest = [event for event in shop.announced(RefundRequested) if event["refund_id"] == refund_id][-1]
    assert shop.deliver("refund-payment", RefundRequested.model_validate(newest)).status_code == 204
    return refund_id


def resolve(shop: Shop, order: Order, refund_id: str, settled_by: str | None = None, **by: Any) -> Any:
    """Has the refund tried again, or settled in another way."""
    return _decide_refund(shop, order, refund_id, {"settled_by": settled_by} if settled_by else {}, **by)


def close_refund(shop: Shop, order: Order, refund_id: str, **by: Any) -> Any:
    """Closes the refund, since another one gave its amount back."""
    return _decide_refund(shop, order, refund_id, {"closed_because": "refunded by another one"}, **by)


def _decide_refund(shop: Shop, order: Order, refund_id: str, decision: dict[str, str], **by: Any) -> Any:
    query, said = {"number": order.number, "id": refund_id}, {"role": "staff", "key": str(uuid4()), **by}
    return shop.call("resolve-refund", decision, query=query, **said)


def record_changes(shop: Shop, order: Order) -> None:
    """Delivers that the provider has changed the payment, and has the changes recorded."""
    reported = PaymentChangesReported(order_id=order.id)
    assert shop.deliver("record-provider-changes", reported).status_code == 204


def shown_payment(shop: Shop, order: Order) -> Any:
    return shop.call("show-payment", method="GET", query={"number": order.number}, role="staff").json


def request_refund(shop: Shop, order: Order, amount_minor: int = TOTAL_MINOR, **other: Any) -> Any:
    body = {"reason": "a broken cup", "amount_minor": amount_minor}
    said = {"role": "staff", "key": str(uuid4()), **other}
    return shop.call("request-refund", body, query={"number": order.number}, **said)
