from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from db.models.inventory import Reservation, Stock, StockMovement
from eventing.events.orders import Line, OrderCancelled, OrderPlaced
from eventing.events.payments import PaymentAuthorized
from eventing.events.stock import StockCommitted, StockExpired, StockExpiryDue
from functions.inventory.reserve_stock import RESERVATION_PERIOD
from tests.support.factories import a_product
from tests.support.operations.shop import Shop


@pytest.fixture
def order_id(shop: Shop) -> UUID:
    """An order for 2 of the 3 mugs in stock, which are reserved."""
    a_product(shop.session, on_hand=3)
    order_id = uuid4()
    reserve(shop, order_id)
    return order_id


def reserve(shop: Shop, order_id: UUID) -> None:
    shop.deliver("reserve-stock", OrderPlaced(order_id=order_id, number="n", lines=[Line(sku="MUG-1", quantity=2)]))


def authorized(order_id: UUID) -> PaymentAuthorized:
    return PaymentAuthorized(order_id=order_id, amount_minor=1, currency="EUR")


def cancelled(order_id: UUID) -> OrderCancelled:
    return OrderCancelled(order_id=order_id, number="n", reason="changed my mind")


def stock(shop: Shop) -> tuple[int, int]:
    shop.session.expire_all()
    row = shop.session.get_one(Stock, "MUG-1")
    return row.on_hand, row.reserved


class TestCommitStock:
    def test_takes_the_goods_off_the_shelf_and_writes_it_down(self, shop: Shop, order_id: UUID) -> None:
        shop.deliver("commit-stock", authorized(order_id))
        assert stock(shop) == (1, 0)
        assert shop.session.scalar(select(func.sum(StockMovement.quantity))) == -2
        assert len(shop.announced(StockCommitted)) == 1

    def test_a_second_payment_event_takes_nothing_more(self, shop: Shop, order_id: UUID) -> None:
        for _ in range(2):
            shop.deliver("commit-stock", authorized(order_id))
        assert stock(shop) == (1, 0)
        assert len(shop.announced(StockCommitted)) == 2

    def test_is_too_early_before_anything_was_reserved(self, shop: Shop) -> None:
        refused = shop.deliver("commit-stock", authorized(uuid4()))
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:too-early")

    def test_says_that_a_payment_came_after_the_reservation_ended(self, shop: Shop, order_id: UUID) -> None:
        shop.now += RESERVATION_PERIOD
        shop.deliver("expire-reservations", StockExpiryDue(reservations=1))
        shop.deliver("commit-stock", authorized(order_id))
        assert stock(shop) == (3, 0)
        assert len(shop.announced(StockExpired)) == 2


class TestReleaseStock:
    def test_gives_reserved_goods_back(self, shop: Shop, order_id: UUID) -> None:
        shop.deliver("release-stock", cancelled(order_id))
        assert stock(shop) == (3, 0)

    def test_gives_sold_goods_back(self, shop: Shop, order_id: UUID) -> None:
        shop.deliver("commit-stock", authorized(order_id))
        shop.deliver("release-stock", cancelled(order_id))
        assert stock(shop) == (3, 0)
        assert shop.session.scalar(select(func.sum(StockMovement.quantity))) == 0

    def test_gives_them_back_once(self, shop: Shop, order_id: UUID) -> None:
        for _ in range(2):
            shop.deliver("release-stock", cancelled(order_id))
        assert stock(shop) == (3, 0)

    def test_bars_a_reservation_that_comes_later(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=3)
        order_id = uuid4()
        shop.deliver("release-stock", cancelled(order_id))
        reserve(shop, order_id)
        assert stock(shop) == (3, 0)


class TestExpireReservations:
    def test_gives_back_what_is_past_its_time_and_only_that(self, shop: Shop, order_id: UUID) -> None:
        shop.now += RESERVATION_PERIOD - timedelta(seconds=1)
        shop.deliver("expire-reservations", StockExpiryDue(reservations=1))
        assert stock(shop) == (3, 2)
        shop.now += timedelta(seconds=1)
        shop.deliver("expire-reservations", StockExpiryDue(reservations=1))
        assert stock(shop) == (3, 0)
        assert shop.session.get_one(Reservation, order_id).state == "expired"
        assert [event["order_id"] for event in shop.announced(StockExpired)] == [str(order_id)]

    def test_leaves_what_is_sold(self, shop: Shop, order_id: UUID) -> None:
        shop.deliver("commit-stock", authorized(order_id))
        shop.now += RESERVATION_PERIOD
        shop.deliver("expire-reservations", StockExpiryDue(reservations=1))
        assert stock(shop) == (1, 0)
        assert shop.announced(StockExpired) == []
