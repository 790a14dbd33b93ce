from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from db.models.cart import Cart, CartItem
from tests.support.factories import a_product
from tests.support.operations.accounts import answer, closed
from tests.support.operations.shop import Shop

ACCOUNT = uuid4()


def filled(shop: Shop, account_id: UUID | None) -> None:
    sku = f"SKU-{uuid4()}"
    a_product(shop.session, sku)
    by: dict[str, Any] = {"role": "shopper", "account_id": account_id} if account_id is not None else {}
    put = shop.call("put-cart-item", {"quantity": 1}, method="PUT", query={"sku": sku}, **by)
    assert put.status_code == 200, put.json


class TestEraseAccountCart:
    def test_deletes_the_accounts_cart_with_its_items_and_says_so(self, shop: Shop) -> None:
        filled(shop, ACCOUNT)
        closed(shop, "erase-account-cart", ACCOUNT)
        assert shop.session.scalars(select(CartItem)).all() == []
        assert answer(shop, ACCOUNT) == {"context": "cart", "erased": {"carts": 1}, "kept": []}

    def test_leaves_the_carts_of_others_and_of_guests(self, shop: Shop) -> None:
        other = uuid4()
        filled(shop, other)
        filled(shop, None)
        closed(shop, "erase-account-cart", ACCOUNT)
        assert {cart.account_id for cart in shop.session.scalars(select(Cart))} == {other, None}

    def test_answers_also_for_an_account_without_a_cart(self, shop: Shop) -> None:
        closed(shop, "erase-account-cart", ACCOUNT)
        assert answer(shop, ACCOUNT) == {"context": "cart", "erased": {}, "kept": []}
