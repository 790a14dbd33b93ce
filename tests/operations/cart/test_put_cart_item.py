from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.cart import Cart, CartItem
from functions.cart import rules
from tests.support.factories import a_product
from tests.support.operations.carts import contents, holding, put, read, signed_in
from tests.support.operations.shop import Shop


class TestPutCartItem:
    def test_gives_a_guest_a_cart_and_the_token_that_holds_it(self, shop: Shop) -> None:
        a_product(shop.session)
        token = put(shop, quantity=2).json["cart_token"]
        assert contents(read(shop, **holding(token))) == {"MUG-1": 2}

    def test_keeps_no_token_only_its_hash(self, shop: Shop) -> None:
        a_product(shop.session)
        token = put(shop).json["cart_token"]
        assert len(token) == 43  # 256 bits in base64url
        stored = shop.session.scalars(select(Cart.token_sha256)).one()
        assert stored is not None
        assert len(stored) == 32
        assert token.encode() not in stored

    def test_fills_the_cart_of_that_guest_alone(self, shop: Shop) -> None:
        a_product(shop.session)
        first, second = (put(shop, quantity=quantity).json["cart_token"] for quantity in (1, 2))
        put(shop, quantity=5, **holding(second))
        assert contents(read(shop, **holding(first))) == {"MUG-1": 1}
        assert contents(read(shop, **holding(second))) == {"MUG-1": 5}

    def test_shows_that_the_cart_is_in_use(self, shop: Shop) -> None:
        a_product(shop.session)
        token = put(shop).json["cart_token"]
        shop.now += timedelta(days=1)
        put(shop, quantity=2, **holding(token))
        assert shop.session.scalars(select(Cart.changed_at)).one() == shop.now

    def test_sets_the_quantity_however_often_it_is_asked(self, shop: Shop) -> None:
        a_product(shop.session)
        token = put(shop, quantity=5).json["cart_token"]
        for _ in range(2):
            again = put(shop, quantity=3, **holding(token))
        assert contents(again) == {"MUG-1": 3}
        assert again.json["cart_token"] == token

    def test_answers_with_the_sum_at_todays_prices(self, shop: Shop) -> None:
        a_product(shop.session, "A", price_minor=12_50)
        a_product(shop.session, "B", price_minor=3_00)
        token = put(shop, "A", 2).json["cart_token"]
        cart = put(shop, "B", 1, **holding(token)).json
        assert [(item["unit_price_minor"], item["line_total_minor"]) for item in cart["items"]] == [
            (12_50, 25_00),
            (3_00, 3_00),
        ]
        assert (cart["subtotal_minor"], cart["currency"]) == (28_00, "EUR")

    def test_gives_a_new_cart_for_an_unknown_token(self, shop: Shop) -> None:
        a_product(shop.session)
        cart = put(shop, **holding("made-up"))
        assert contents(cart) == {"MUG-1": 1}
        assert cart.json["cart_token"] != "made-up"

    def test_keeps_the_cart_of_an_account_without_a_token(self, shop: Shop) -> None:
        a_product(shop.session)
        account_id = uuid4()
        assert put(shop, **signed_in(account_id)).json["cart_token"] is None
        assert contents(read(shop, **signed_in(account_id))) == {"MUG-1": 1}
        assert contents(read(shop, **signed_in(uuid4()))) == {}

    @pytest.mark.parametrize("state", ["draft", "archived"])
    def test_answers_for_a_product_that_is_not_for_sale_as_for_an_unknown_one(self, shop: Shop, state: str) -> None:
        a_product(shop.session, "HIDDEN", state=state)
        hidden, unknown = put(shop, "HIDDEN"), put(shop, "UNKNOWN")
        assert (hidden.status_code, unknown.status_code) == (404, 404)
        assert hidden.json["detail"].replace("HIDDEN", "UNKNOWN") == unknown.json["detail"]

    @pytest.mark.parametrize("quantity", [0, -1, 100, 1.5, "2", None, True])
    def test_refuses_a_quantity_that_cannot_be_bought(self, shop: Shop, quantity: Any) -> None:
        a_product(shop.session)
        refused = put(shop, quantity=quantity)
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json["errors"]] == ["quantity"]
        assert shop.session.scalars(select(Cart)).all() == []

    def test_refuses_one_item_more_than_an_order_takes_but_changes_those_it_has(self, shop: Shop) -> None:
        for number in range(rules.ITEMS_MAX + 1):
            a_product(shop.session, f"S{number}")
        token = put(shop, "S0").json["cart_token"]
        cart = shop.session.scalars(select(Cart)).one()
        shop.session.add_all(
            CartItem(cart_id=cart.id, sku=f"S{number}", quantity=1, added_at=shop.now)
            for number in range(1, rules.ITEMS_MAX)
        )
        shop.session.commit()
        refused = put(shop, f"S{rules.ITEMS_MAX}", **holding(token))
        assert (refused.status_code, refused.json["items_max"]) == (409, rules.ITEMS_MAX)
        assert put(shop, "S0", 7, **holding(token)).json["items"][0]["quantity"] == 7
