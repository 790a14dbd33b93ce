from uuid import uuid4

from sqlalchemy import select

from db.models.cart import Cart
from tests.support.factories import a_product
from tests.support.operations.carts import contents, holding, put, read, remove, signed_in
from tests.support.operations.shop import Shop


class TestRemoveCartItem:
    def test_takes_the_item_out_and_may_be_repeated(self, shop: Shop) -> None:
        a_product(shop.session, "A")
        a_product(shop.session, "B")
        token = put(shop, "A").json["cart_token"]
        put(shop, "B", **holding(token))
        for _ in range(2):
            assert contents(remove(shop, "A", **holding(token))) == {"B": 1}

    def test_does_nothing_without_a_cart(self, shop: Shop) -> None:
        assert contents(remove(shop)) == {}
        assert shop.session.scalars(select(Cart)).all() == []

    def test_leaves_other_shoppers_carts_alone(self, shop: Shop) -> None:
        a_product(shop.session)
        token = put(shop).json["cart_token"]
        other = signed_in(uuid4())
        remove(shop)
        remove(shop, **other)
        put(shop, **other)
        assert contents(remove(shop, **other)) == {}
        assert contents(read(shop, **holding(token))) == {"MUG-1": 1}
