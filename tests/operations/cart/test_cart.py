from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select

from db.models.cart import Cart, CartItem
from db.models.catalog import Image, Product, Variant
from db.models.inventory import Stock
from functions.cart import rules
from tests.support.factories import a_product
from tests.support.operations.shop import Shop


def put(shop: Shop, sku: str = "MUG-1", quantity: int = 1, **by: Any) -> Any:
    return shop.call("put-cart-item", {"quantity": quantity}, method="PUT", query={"sku": sku}, **by)


def read(shop: Shop, **by: Any) -> Any:
    return shop.call("read-cart", method="GET", **by)


def remove(shop: Shop, sku: str = "MUG-1", **by: Any) -> Any:
    return shop.call("remove-cart-item", method="DELETE", query={"sku": sku}, **by)


def holding(token: str) -> dict[str, Any]:
    return {"headers": {"cart-token": token}}


def signed_in(account_id: UUID, token: str | None = None) -> dict[str, Any]:
    return {"role": "shopper", "account_id": account_id, **(holding(token) if token else {})}


def contents(reply: Any) -> dict[str, int]:
    assert reply.status_code == 200, reply.json
    return {item["sku"]: item["quantity"] for item in reply.json["items"]}


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

    def test_gives_a_new_cart_for_a_token_that_nobody_has(self, shop: Shop) -> None:
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
    def test_refuses_a_quantity_that_nobody_can_buy(self, shop: Shop, quantity: Any) -> None:
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


class TestReadCart:
    def test_is_empty_for_whoever_has_none(self, shop: Shop) -> None:
        cart = read(shop).json
        assert cart == {"cart_id": None, "cart_token": None, "items": [], "subtotal_minor": 0, "currency": None}
        assert read(shop, **holding("made-up")).json == cart

    def test_shows_what_was_put_in_and_how_it_looks(self, shop: Shop) -> None:
        product = a_product(shop.session, title="Mug")
        shop.session.add_all(
            Image(product_id=product.id, position=position, url=f"/mug-{position}.svg", alternative_text="")
            for position in (2, 1)
        )
        shop.session.get_one(Variant, "MUG-1").option_values = ["Large", "Blue"]
        shop.session.commit()
        (item,) = put(shop, quantity=2).json["items"]
        assert item == {
            "sku": "MUG-1",
            "title": "Mug",
            "handle": "mug-1",
            "picture_url": "/mug-1.svg",
            "option_values": ["Large", "Blue"],
            "quantity": 2,
            "unit_price_minor": 12_50,
            "line_total_minor": 25_00,
            "available": True,
            "problem": None,
        }

    def test_follows_the_price_and_the_stock(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=5)
        token = put(shop, quantity=4).json["cart_token"]
        shop.session.get_one(Variant, "MUG-1").price_minor = 20_00
        shop.session.get_one(Stock, "MUG-1").reserved = 3
        shop.session.commit()
        cart = read(shop, **holding(token)).json
        assert cart["subtotal_minor"] == 80_00
        assert [(item["available"], item["problem"]) for item in cart["items"]] == [(False, "Only 2 left.")]

    def test_shows_a_product_that_is_no_longer_for_sale_without_its_price(self, shop: Shop) -> None:
        product = a_product(shop.session, "OLD", title="Old mug")
        a_product(shop.session, "NEW", price_minor=5_00)
        token = put(shop, "OLD").json["cart_token"]
        put(shop, "NEW", **holding(token))
        shop.session.get_one(Product, product.id).state = "archived"
        shop.session.commit()
        cart = read(shop, **holding(token)).json
        (old,) = [item for item in cart["items"] if item["sku"] == "OLD"]
        assert (old["title"], old["available"], old["unit_price_minor"]) == ("Old mug", False, None)
        assert "no longer for sale" in old["problem"]
        assert (cart["subtotal_minor"], cart["currency"]) == (5_00, "EUR")

    def test_shows_an_item_whose_product_is_gone_altogether(self, shop: Shop) -> None:
        a_product(shop.session, "OLD")
        token = put(shop, "OLD").json["cart_token"]
        shop.session.execute(delete(Variant).where(Variant.sku == "OLD"))
        shop.session.commit()
        (item,) = read(shop, **holding(token)).json["items"]
        assert (item["sku"], item["title"], item["handle"], item["available"]) == ("OLD", "OLD", None, False)

    def test_refuses_a_question_it_does_not_know(self, shop: Shop) -> None:
        assert shop.call("read-cart", method="GET", query={"cart_id": str(uuid4())}).status_code == 422


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

    def test_leaves_everybody_elses_cart_alone(self, shop: Shop) -> None:
        a_product(shop.session)
        token = put(shop).json["cart_token"]
        remove(shop)
        remove(shop, **signed_in(uuid4()))
        assert contents(read(shop, **holding(token))) == {"MUG-1": 1}


class TestLogIn:
    """What a guest put in is in the account's cart from the first call on that has both."""

    @pytest.fixture
    def account_id(self, shop: Shop) -> UUID:
        for sku in ("A", "B", "C"):
            a_product(shop.session, sku, on_hand=200)
        account_id = uuid4()
        put(shop, "A", 2, **signed_in(account_id))
        put(shop, "B", 90, **signed_in(account_id))
        return account_id

    @pytest.fixture
    def token(self, shop: Shop) -> str:
        return str(put(shop, "B", 20).json["cart_token"])

    def test_adds_the_quantities_up_to_the_limit(self, shop: Shop, account_id: UUID, token: str) -> None:
        put(shop, "C", 1, **holding(token))
        merged = read(shop, **signed_in(account_id, token))
        assert contents(merged) == {"A": 2, "B": rules.QUANTITY_MAX, "C": 1}
        assert merged.json["cart_token"] is None

    def test_merges_once_and_the_guests_cart_is_gone(self, shop: Shop, account_id: UUID, token: str) -> None:
        put(shop, "A", 1, **holding(token))
        for _ in range(2):
            assert contents(read(shop, **signed_in(account_id, token)))["A"] == 3
        assert contents(read(shop, **holding(token))) == {}
        assert len(shop.session.scalars(select(Cart)).all()) == 1

    def test_happens_before_any_change(self, shop: Shop, account_id: UUID, token: str) -> None:
        assert contents(put(shop, "A", 1, **signed_in(account_id, token)))["B"] == rules.QUANTITY_MAX
        other = str(put(shop, "C", 4).json["cart_token"])
        assert contents(remove(shop, "B", **signed_in(account_id, other))) == {"A": 1, "C": 4}

    def test_gives_an_account_without_a_cart_the_guests(self, shop: Shop, account_id: UUID, token: str) -> None:
        assert contents(read(shop, **signed_in(uuid4(), token))) == {"B": 20}

    def test_takes_no_cart_of_another_account(self, shop: Shop, account_id: UUID) -> None:
        cart_id = read(shop, **signed_in(account_id)).json["cart_id"]
        assert contents(read(shop, **signed_in(uuid4(), cart_id))) == {}
        assert len(contents(read(shop, **signed_in(account_id)))) == 2
