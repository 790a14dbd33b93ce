from datetime import timedelta

from sqlalchemy import select

from db.models.cart import Cart
from eventing.events.retention import RetentionDue
from functions.messaging.rules import RETENTION
from tests.support.factories import a_product
from tests.support.operations.shop import Shop


class TestForgetCarts:
    def test_has_carts_cleared_away_that_guests_left_behind(self, shop: Shop) -> None:
        a_product(shop.session)
        shop.call("put-cart-item", {"quantity": 1}, method="PUT", query={"sku": "MUG-1"})
        shop.now += RETENTION
        shop.call("sweep")
        assert shop.announced(RetentionDue) == []
        shop.now += timedelta(seconds=1)
        shop.call("sweep")
        assert shop.deliver_announced("forget-carts", RetentionDue).status_code == 204
        assert shop.session.scalars(select(Cart)).all() == []
