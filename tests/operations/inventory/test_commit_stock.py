from uuid import UUID, uuid4

from sqlalchemy import func, select

from db.models.inventory import StockMovement
from eventing.events.stock import StockCommitted, StockExpired, StockExpiryDue
from eventing.times import RESERVATION
from tests.support.operations.shop import Shop
from tests.support.operations.stock import authorized, stock


class TestCommitStock:
    def test_takes_the_items_out_of_stock_and_records_a_movement(self, shop: Shop, order_id: UUID) -> None:
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
        shop.acknowledge_everything()
        shop.now += RESERVATION
        shop.deliver("expire-reservations", StockExpiryDue(reservations=1))
        shop.deliver("commit-stock", authorized(order_id))
        assert stock(shop) == (3, 0)
        assert len(shop.announced(StockExpired)) == 2
