from datetime import timedelta
from uuid import UUID

from db.models.inventory import Reservation
from eventing.events.stock import StockExpired, StockExpiryDue
from functions.inventory.reserve_stock import RESERVATION_PERIOD
from tests.support.operations.shop import Shop
from tests.support.operations.stock import authorized, stock


class TestExpireReservations:
    def test_releases_what_is_past_its_time_and_only_that(self, shop: Shop, order_id: UUID) -> None:
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
