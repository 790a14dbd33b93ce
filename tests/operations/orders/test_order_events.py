from typing import Any
from uuid import UUID, uuid4

import pytest

from db.models.orders import Order
from eventing.events.orders import OrderConfirmed, OrderOverdue, OrderPlaced, OrderRefunded, OrderRejected
from eventing.events.payments import PaymentDeclined, PaymentRefunded, PaymentVoided
from eventing.events.stock import StockCommitted, StockExpired, StockRejected, StockReserved
from functions.orders.queries import order_by_number
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop


@pytest.fixture
def order(shop: Shop) -> dict[str, Any]:
    """An order over 29.90 that was just placed."""
    a_product(shop.session, price_minor=12_50)
    placed = shop.call("place-order", an_order_for(quantity=2), key=str(uuid4()))
    row = order_by_number(shop.session, placed.json["number"])
    return {"id": row.id, "number": row.number}


def present(shop: Shop, order: dict[str, Any]) -> Order:
    shop.session.expire_all()
    return order_by_number(shop.session, order["number"])


def put_into(shop: Shop, order: dict[str, Any], state: str) -> None:
    shop.session.get_one(Order, order["id"]).state = state
    shop.session.commit()


def refunded(order_id: UUID, amount_minor: int, refund_id: UUID | None = None) -> PaymentRefunded:
    return PaymentRefunded(
        order_id=order_id,
        amount_minor=amount_minor,
        currency="EUR",
        refund_id=refund_id or uuid4(),
        reason="a broken cup",
    )


class TestConfirmOrder:
    def test_confirms_a_reserved_order(self, shop: Shop, order: dict[str, Any]) -> None:
        shop.deliver("mark-order-reserved", StockReserved(order_id=order["id"]))
        shop.deliver("confirm-order", StockCommitted(order_id=order["id"]))
        states = [step.state for step in present(shop, order).timeline]
        assert states == ["placed", "reserved", "confirmed"]
        assert len(shop.announced(OrderConfirmed)) == 1

    def test_keeps_the_timeline_whole_when_events_overtake_each_other(self, shop: Shop, order: dict[str, Any]) -> None:
        shop.deliver("confirm-order", StockCommitted(order_id=order["id"]))
        shop.deliver("mark-order-reserved", StockReserved(order_id=order["id"]))
        states = [step.state for step in present(shop, order).timeline]
        assert states == ["placed", "reserved", "confirmed"]

    def test_leaves_a_cancelled_order_cancelled(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "cancelled")
        assert shop.deliver("confirm-order", StockCommitted(order_id=order["id"])).status_code == 204
        assert present(shop, order).state == "cancelled"
        assert shop.announced(OrderConfirmed) == []

    def test_an_event_about_an_unknown_order_is_poison_and_not_retried(self, shop: Shop) -> None:
        assert shop.deliver("confirm-order", StockCommitted(order_id=uuid4())).status_code == 422


class TestRejectOrder:
    @pytest.mark.parametrize("kind", [StockRejected, StockExpired])
    def test_ends_the_order_with_the_reason(self, shop: Shop, order: dict[str, Any], kind: Any) -> None:
        shop.deliver("reject-order", kind(order_id=order["id"], reason="MUG-1 is out of stock"))
        ended = present(shop, order)
        assert (ended.state, ended.deadline_at) == ("rejected", None)
        assert ended.timeline[-1].reason == "MUG-1 is out of stock"
        assert [event["reason"] for event in shop.announced(OrderRejected)] == ["MUG-1 is out of stock"]

    def test_a_declined_payment_ends_it_too(self, shop: Shop, order: dict[str, Any]) -> None:
        declined = PaymentDeclined(order_id=order["id"], amount_minor=2990, currency="EUR", reason="card declined")
        shop.deliver("reject-order", declined)
        assert present(shop, order).state == "rejected"

    def test_does_not_touch_a_confirmed_order(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "confirmed")
        shop.deliver("reject-order", StockExpired(order_id=order["id"], reason="late"))
        assert present(shop, order).state == "confirmed"


class TestMarkOrderRefunded:
    def test_a_part_is_written_down_and_the_order_stays(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "delivered")
        shop.deliver("mark-order-refunded", refunded(order["id"], 5_00))
        assert (present(shop, order).state, present(shop, order).refunded_minor) == ("delivered", 5_00)
        assert [event["amount_minor"] for event in shop.announced(OrderRefunded)] == [5_00]

    def test_the_last_part_refunds_the_order(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "delivered")
        for amount_minor in (5_00, 24_90):
            shop.deliver("mark-order-refunded", refunded(order["id"], amount_minor))
        assert (present(shop, order).state, present(shop, order).refunded_minor) == ("refunded", 29_90)

    def test_the_same_refund_told_twice_counts_once(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "delivered")
        refund_id = uuid4()
        for _ in range(2):
            shop.deliver("mark-order-refunded", refunded(order["id"], 5_00, refund_id))
        assert present(shop, order).refunded_minor == 5_00
        assert len(shop.announced(OrderRefunded)) == 1

    def test_a_voided_payment_closes_a_cancelled_order(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "cancelled")
        shop.deliver("mark-order-refunded", PaymentVoided(order_id=order["id"], amount_minor=29_90, currency="EUR"))
        assert (present(shop, order).state, present(shop, order).refunded_minor) == ("refunded", 0)


class TestResumeOrder:
    def test_asks_again_for_an_order_past_its_deadline(self, shop: Shop, order: dict[str, Any]) -> None:
        late = present(shop, order).deadline_at
        assert late is not None
        shop.now = late
        shop.deliver("resume-order", OrderOverdue(order_id=order["id"], number=order["number"], state="placed"))
        assert len(shop.announced(OrderPlaced)) == 2
        assert present(shop, order).deadline_at > late  # type: ignore[operator]

    def test_leaves_an_order_that_went_on_by_itself(self, shop: Shop, order: dict[str, Any]) -> None:
        shop.deliver("resume-order", OrderOverdue(order_id=order["id"], number=order["number"], state="placed"))
        assert len(shop.announced(OrderPlaced)) == 1
