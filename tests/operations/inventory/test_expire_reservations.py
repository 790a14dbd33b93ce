from datetime import timedelta
from uuid import UUID, uuid4

from db.models.inventory import Reservation
from eventing.events.stock import StockExpired, StockExpiryDue
from eventing.times import RESERVATION, RESERVATION_EXTENSION
from tests.support.factories import a_product
from tests.support.operations.shop import Shop
from tests.support.operations.stock import authorized, reserve, stock


class TestExpireReservations:
    def test_releases_what_is_past_its_time_and_only_that(self, shop: Shop, order_id: UUID) -> None:
        shop.acknowledge_everything()
        shop.now += RESERVATION - timedelta(seconds=1)
        shop.deliver("expire-reservations", StockExpiryDue(reservations=1))
        assert stock(shop) == (3, 2)
        shop.now += timedelta(seconds=1)
        shop.deliver("expire-reservations", StockExpiryDue(reservations=1))
        assert stock(shop) == (3, 0)
        assert shop.session.get_one(Reservation, order_id).state == "expired"
        assert [event["order_id"] for event in shop.announced(StockExpired)] == [str(order_id)]

    def test_does_not_expire_while_the_shop_owes_an_event_of_the_payment(self, shop: Shop, order_id: UUID) -> None:
        """The payment provider is down: the shopper can do nothing about it."""
        shop.now += RESERVATION
        shop.deliver("expire-reservations", StockExpiryDue(reservations=1))
        assert stock(shop) == (3, 2)
        assert shop.session.get_one(Reservation, order_id).expires_at == shop.now + RESERVATION_EXTENSION

    def test_expires_where_an_order_only_fails_again_whenever_it_is_resumed(self, shop: Shop, order_id: UUID) -> None:
        shop.acknowledge_everything()
        shop.now += RESERVATION
        reserve(shop, order_id)
        shop.deliver("expire-reservations", StockExpiryDue(reservations=1))
        assert stock(shop) == (3, 0)

    def test_releases_the_goods_of_every_order_at_once(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=5)
        for _ in range(2):
            reserve(shop, uuid4())
        assert stock(shop) == (5, 4)
        shop.acknowledge_everything()
        shop.now += RESERVATION
        shop.deliver("expire-reservations", StockExpiryDue(reservations=2))
        assert stock(shop) == (5, 0)

    def test_of_more_than_a_batch_leaves_the_rest_to_another_event(self, shop: Shop) -> None:
        overdue = {"state": "held", "reason": "", "expires_at": shop.now}
        shop.session.add_all(Reservation(order_id=uuid4(), **overdue) for _ in range(101))
        shop.session.commit()
        shop.deliver("expire-reservations", StockExpiryDue(reservations=101))
        assert len(shop.announced(StockExpired)) == 100
        assert len(shop.announced(StockExpiryDue)) == 1
        shop.deliver_announced("expire-reservations", StockExpiryDue)
        assert len(shop.announced(StockExpired)) == 101
        assert len(shop.announced(StockExpiryDue)) == 1

    def test_leaves_what_is_sold(self, shop: Shop, order_id: UUID) -> None:
        shop.deliver("commit-stock", authorized(order_id))
        shop.acknowledge_everything()
        shop.now += RESERVATION
        shop.deliver("expire-reservations", StockExpiryDue(reservations=1))
        assert stock(shop) == (1, 0)
        assert shop.announced(StockExpired) == []
