from uuid import UUID, uuid4

from sqlalchemy import func, select

from db.models.inventory import StockMovement
from eventing.events.orders import Line
from eventing.events.returns import ArrivedLine, ReturnReceived
from eventing.events.shipments import OrderRestReleased
from tests.support.factories import a_product
from tests.support.operations.shop import Shop
from tests.support.operations.stock import authorized, cancelled, reserve, stock


class TestReleaseStock:
    def test_releases_reserved_items(self, shop: Shop, order_id: UUID) -> None:
        shop.deliver("release-stock", cancelled(order_id))
        assert stock(shop) == (3, 0)

    def test_restocks_sold_items(self, shop: Shop, order_id: UUID) -> None:
        shop.deliver("commit-stock", authorized(order_id))
        shop.deliver("release-stock", cancelled(order_id))
        assert stock(shop) == (3, 0)
        assert shop.session.scalar(select(func.sum(StockMovement.quantity))) == 0

    def test_releases_them_once(self, shop: Shop, order_id: UUID) -> None:
        for _ in range(2):
            assert shop.deliver("release-stock", cancelled(order_id)).status_code == 204
        assert stock(shop) == (3, 0)

    def test_restocks_them_once(self, shop: Shop, order_id: UUID) -> None:
        shop.deliver("commit-stock", authorized(order_id))
        for _ in range(2):
            assert shop.deliver("release-stock", cancelled(order_id)).status_code == 204
        assert stock(shop) == (3, 0)

    def test_bars_a_reservation_that_comes_later(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=3)
        order_id = uuid4()
        shop.deliver("release-stock", cancelled(order_id))
        reserve(shop, order_id)
        assert stock(shop) == (3, 0)

    def test_restocks_what_is_not_shipped_and_later_the_rest(self, shop: Shop, order_id: UUID) -> None:
        shop.deliver("commit-stock", authorized(order_id))
        before, _ = stock(shop)
        event_id, event = str(uuid4()), rest_released(shop, order_id)
        for _ in range(2):
            assert shop.deliver("release-stock", event, event_id=event_id).status_code == 204
        assert stock(shop) == (before + 1, 0)
        shop.deliver("release-stock", cancelled(order_id))
        assert stock(shop) == (3, 0)

    def test_of_a_cancelled_order_nothing_comes_back_twice(self, shop: Shop, order_id: UUID) -> None:
        shop.deliver("commit-stock", authorized(order_id))
        event = rest_released(shop, order_id)
        shop.deliver("release-stock", cancelled(order_id))
        shop.deliver("release-stock", event)
        assert stock(shop) == (3, 0)

    def test_restocks_of_a_return_what_can_be_sold_again(self, shop: Shop, order_id: UUID) -> None:
        shop.deliver("commit-stock", authorized(order_id))
        before, _ = stock(shop)
        (sku,) = shop.session.scalars(select(StockMovement.sku).distinct())
        line = ArrivedLine(sku=sku, resellable=1, damaged=1, refund_minor=0)
        event = ReturnReceived(
            order_id=order_id,
            number="CS-1",
            return_id=uuid4(),
            lines=[line],
            shipping_minor=0,
            amount_minor=0,
            currency="EUR",
        )
        event_id = str(uuid4())
        for _ in range(2):
            assert shop.deliver("release-stock", event, event_id=event_id).status_code == 204
        assert stock(shop) == (before + 1, 0)
        kinds = shop.session.scalars(select(StockMovement.kind).where(StockMovement.quantity > 0)).all()
        assert kinds == ["returned"]


def rest_released(shop: Shop, order_id: UUID) -> OrderRestReleased:
    """One item of the order is not shipped."""
    (sku,) = shop.session.scalars(select(StockMovement.sku).distinct())
    return OrderRestReleased(
        order_id=order_id,
        number="CS-1",
        release_id=uuid4(),
        lines=[Line(sku=sku, quantity=1)],
        amount_minor=0,
        refund_minor=0,
        currency="EUR",
    )
