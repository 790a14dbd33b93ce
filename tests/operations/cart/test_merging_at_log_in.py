"""A guest's cart becomes part of the account's cart in the first call that has both."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select

from db.models.cart import Cart
from db.models.catalog import Variant
from functions.cart import rules
from tests.support.factories import a_product
from tests.support.operations.carts import contents, holding, put, read, remove, signed_in
from tests.support.operations.shop import Shop


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

    def test_keeps_the_titles_for_when_a_variant_is_removed(self, shop: Shop, account_id: UUID, token: str) -> None:
        titles = [item["title"] for item in read(shop, **signed_in(account_id, token)).json["items"]]
        shop.session.execute(delete(Variant))
        shop.session.commit()
        assert all(titles)
        assert [item["title"] for item in read(shop, **signed_in(account_id)).json["items"]] == titles

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
