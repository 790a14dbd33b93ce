import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from db.models.cart import Cart, CartItem
from eventing.events.orders import CartCheckedOut, Line
from eventing.events.stock import StockCommitted
from functions.orders.queries import order_by_number
from tests.support.factories import a_product, an_order_for
from tests.support.operations.carts import contents, holding, put, read, signed_in
from tests.support.operations.shop import Shop

TOKEN = "the token of a guest"


def a_cart(shop: Shop, *, account_id: UUID | None = None, **quantities: int) -> UUID:
    """The cart of the account, or of the guest with TOKEN."""
    token_sha256 = None if account_id else hashlib.sha256(TOKEN.encode()).digest()
    cart = Cart(id=uuid4(), account_id=account_id, token_sha256=token_sha256, changed_at=shop.now)
    shop.session.add(cart)
    shop.session.flush()
    for sku, quantity in quantities.items():
        shop.session.add(CartItem(cart_id=cart.id, sku=sku, quantity=quantity, added_at=shop.now))
    shop.session.commit()
    return cart.id


def checked_out(cart_id: UUID, *, account_id: UUID | None = None, token: str | None = None, **bought: int) -> Any:
    return CartCheckedOut(
        cart_id=cart_id,
        order_id=uuid4(),
        account_id=account_id,
        token_sha256=hashlib.sha256(token.encode()).hexdigest() if token else None,
        lines=[Line(sku=sku, quantity=quantity) for sku, quantity in bought.items()],
    )


def confirmed_order(shop: Shop, cart: dict[str, Any], **by: Any) -> None:
    """Two mugs, ordered from the cart and paid for."""
    body = an_order_for(quantity=2, cart_id=cart["cart_id"])
    number = shop.call("place-order", body, key=str(uuid4()), **by).json["number"]
    order_id = order_by_number(shop.session, number).id
    shop.deliver("confirm-order", StockCommitted(order_id=order_id))
    shop.deliver_announced("empty-cart", CartCheckedOut)


class TestEmptyCart:
    def test_takes_out_what_was_bought_and_leaves_the_rest(self, shop: Shop) -> None:
        cart_id = a_cart(shop, A=2, B=3, C=1)
        bought = checked_out(cart_id, token=TOKEN, A=2, B=1, D=4)
        assert shop.deliver("empty-cart", bought).status_code == 204
        assert contents(read(shop, **holding(TOKEN))) == {"B": 2, "C": 1}

    def test_works_for_an_account_too(self, shop: Shop) -> None:
        account_id = uuid4()
        cart_id = a_cart(shop, account_id=account_id, A=2)
        shop.deliver("empty-cart", checked_out(cart_id, account_id=account_id, A=2))
        assert contents(read(shop, **signed_in(account_id))) == {}

    def test_takes_an_order_out_once_even_when_a_new_event_reports_it(self, shop: Shop) -> None:
        cart_id = a_cart(shop, A=5)
        bought = checked_out(cart_id, token=TOKEN, A=2)
        for _ in range(2):
            assert shop.deliver("empty-cart", bought, event_id=str(uuid4())).status_code == 204
        assert contents(read(shop, **holding(TOKEN))) == {"A": 3}

    def test_knows_nothing_of_an_unknown_cart(self, shop: Shop) -> None:
        assert shop.deliver("empty-cart", checked_out(uuid4(), token=TOKEN, A=1)).status_code == 204

    @pytest.mark.parametrize("claim", [{}, {"token": "a guess"}, {"account_id": uuid4()}])
    def test_leaves_a_guests_cart_to_its_holder(self, shop: Shop, claim: dict[str, Any]) -> None:
        cart_id = a_cart(shop, A=1)
        assert shop.deliver("empty-cart", checked_out(cart_id, **claim, A=1)).status_code == 204
        assert contents(read(shop, **holding(TOKEN))) == {"A": 1}

    @pytest.mark.parametrize("claim", [{}, {"token": TOKEN}, {"account_id": uuid4()}])
    def test_leaves_an_accounts_cart_to_its_holder(self, shop: Shop, claim: dict[str, Any]) -> None:
        account_id = uuid4()
        cart_id = a_cart(shop, account_id=account_id, A=1)
        shop.deliver("empty-cart", checked_out(cart_id, **claim, A=1))
        assert contents(read(shop, **signed_in(account_id))) == {"A": 1}

    @pytest.mark.parametrize(("minutes", "left"), [(0, {}), (1, {"A": 2})])
    def test_leaves_what_was_put_in_after_the_order(self, shop: Shop, minutes: int, left: dict[str, int]) -> None:
        bought = checked_out(UUID(int=0), token=TOKEN, A=2).model_copy(update={"placed_at": shop.now})
        shop.now += timedelta(minutes=minutes)
        cart_id = a_cart(shop, A=2)
        shop.deliver("empty-cart", bought.model_copy(update={"cart_id": cart_id}))
        assert contents(read(shop, **holding(TOKEN))) == left

    def test_understands_what_confirm_order_announces(self, shop: Shop) -> None:
        a_product(shop.session)
        cart = put(shop, quantity=3).json
        confirmed_order(shop, cart)
        assert contents(read(shop, **holding(cart["cart_token"]))) == {"MUG-1": 3}
        shop.now = shop.now.replace(hour=13)
        confirmed_order(shop, cart, **holding(cart["cart_token"]))
        assert contents(read(shop, **holding(cart["cart_token"]))) == {"MUG-1": 1}
