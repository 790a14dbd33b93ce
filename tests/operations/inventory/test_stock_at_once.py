"""Two events about the same goods at the same moment."""

from uuid import uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models.inventory import Reservation, Stock
from eventing.events.orders import Line, OrderPlaced
from eventing.events.payments import PaymentDeclined
from eventing.events.shipments import OrderRestReleased
from eventing.events.stock import StockExpired, StockExpiryDue, StockRejected, StockReserved
from tests.support.operations.at_once import at_once
from tests.support.operations.shop import Shop
from tests.support.operations.stock import authorized, cancelled, reserve, stock, stocked

EVENTS = ("reserve-stock", "release-stock", "commit-stock", "expire-reservations")


@pytest.fixture
def shop(concurrent_shop: Shop) -> Shop:
    # The functions are loaded before threads call them.
    for consumer in EVENTS:
        concurrent_shop.deliver_raw(consumer, "no.event", {})
    return concurrent_shop


def test_two_orders_of_the_last_item_are_not_both_reserved(shop: Shop, engine: Engine) -> None:
    stocked(shop, on_hand=1)
    orders = [
        OrderPlaced(order_id=uuid4(), number=number, lines=[Line(sku="MUG-1", quantity=1)]) for number in ("a", "b")
    ]
    at_once(engine, select(Stock), *[lambda order=order: shop.deliver("reserve-stock", order) for order in orders])
    assert stock(shop) == (1, 1)
    assert len(shop.announced(StockReserved)) == len(shop.announced(StockRejected)) == 1


class TestAReservation:
    def test_that_is_released_is_not_committed_as_well(self, shop: Shop, engine: Engine) -> None:
        stocked(shop, on_hand=3)
        reserve(shop, order_id := uuid4())
        answers = at_once(
            engine,
            select(Reservation),
            lambda: shop.deliver("release-stock", cancelled(order_id)),
            lambda: shop.deliver("commit-stock", authorized(order_id)),
        )
        assert [answer.status_code for answer in answers] == [204, 204]
        assert stock(shop) == (3, 0)

    def test_is_released_once_by_two_events(self, shop: Shop, engine: Engine) -> None:
        stocked(shop, on_hand=6)
        reserve(shop, order_id := uuid4())
        reserve(shop, uuid4())
        declined = PaymentDeclined(order_id=order_id, amount_minor=1, currency="EUR", reason_code="card_declined")
        at_once(
            engine,
            select(Reservation).where(Reservation.order_id == order_id),
            lambda: shop.deliver("release-stock", cancelled(order_id)),
            lambda: shop.deliver("release-stock", declined),
        )
        assert stock(shop) == (6, 2)

    def test_of_which_some_is_not_shipped_comes_back_once_if_it_is_cancelled_as_well(
        self, shop: Shop, engine: Engine
    ) -> None:
        stocked(shop, on_hand=3)
        reserve(shop, order_id := uuid4())
        shop.deliver("commit-stock", authorized(order_id))
        (sku,) = shop.session.scalars(select(Stock.sku))
        rest = OrderRestReleased(
            order_id=order_id,
            number="CS-1",
            release_id=uuid4(),
            lines=[Line(sku=sku, quantity=1)],
            amount_minor=0,
            refund_minor=0,
            currency="EUR",
        )
        at_once(
            engine,
            select(Reservation).where(Reservation.order_id == order_id),
            lambda: shop.deliver("release-stock", cancelled(order_id)),
            lambda: shop.deliver("release-stock", rest),
        )
        assert stock(shop) == (3, 0)

    def test_that_is_being_decided_is_neither_expired_nor_waited_for(self, shop: Shop, engine: Engine) -> None:
        stocked(shop, on_hand=6)
        reserve(shop, paying := uuid4())
        reserve(shop, overdue := uuid4())
        shop.acknowledge_everything()
        shop.now = shop.session.get_one(Reservation, overdue).expires_at
        with Session(engine) as holder:
            holder.get_one(Reservation, paying, with_for_update=True)
            assert shop.deliver("expire-reservations", StockExpiryDue(reservations=2)).status_code == 204
        assert [event["order_id"] for event in shop.announced(StockExpired)] == [str(overdue)]
