"""Two requests of one shopper at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select

from db.models.cart import Cart
from eventing.events.orders import CartCheckedOut, Line
from tests.support.factories import a_product
from tests.support.operations.at_once import at_once
from tests.support.operations.carts import contents, holding, put, read, signed_in
from tests.support.operations.shop import Shop

GUESTS = select(Cart).where(Cart.account_id.is_(None))
ACCOUNTS = select(Cart).where(Cart.account_id.is_not(None))


@pytest.fixture
def shop(concurrent_shop: Shop) -> Shop:
    # The functions are loaded before threads call them.
    concurrent_shop.deliver_raw("empty-cart", "no.event", {})
    read(concurrent_shop)
    put(concurrent_shop)
    return concurrent_shop


class TestTwoRequestsAtOnce:
    def test_merge_a_guests_cart_once(self, shop: Shop, engine: Engine) -> None:
        a_product(shop.session, "A")
        a_product(shop.session, "B")
        account_id = uuid4()
        put(shop, "A", 5, **signed_in(account_id))
        token = put(shop, "A", 3).json["cart_token"]
        both = signed_in(account_id, token)
        answers = at_once(engine, GUESTS, lambda: read(shop, **both), lambda: put(shop, "B", 1, **both))
        assert [answer.status_code for answer in answers] == [200, 200]
        assert contents(read(shop, **signed_in(account_id))) == {"A": 8, "B": 1}
        assert contents(read(shop, **holding(token))) == {}

    def test_merge_a_guests_cart_into_one_account_only(self, shop: Shop, engine: Engine) -> None:
        a_product(shop.session, "A")
        token = put(shop, "A", 3).json["cart_token"]
        one, other = signed_in(uuid4(), token), signed_in(uuid4(), token)
        answers = at_once(engine, GUESTS, lambda: read(shop, **one), lambda: read(shop, **other))
        assert sorted(contents(answer).get("A", 0) for answer in answers) == [0, 3]

    def test_merge_two_guests_carts_into_one_account(self, shop: Shop, engine: Engine) -> None:
        a_product(shop.session, "A")
        put(shop, "A", 1, **signed_in(account_id := uuid4()))
        carts = [signed_in(account_id, put(shop, "A", quantity).json["cart_token"]) for quantity in (2, 4)]
        at_once(engine, ACCOUNTS, *[lambda by=by: read(shop, **by) for by in carts])
        assert contents(read(shop, **signed_in(account_id))) == {"A": 7}

    def test_order_a_cart_and_change_it(self, shop: Shop, engine: Engine) -> None:
        a_product(shop.session, "A")
        put(shop, "A", 3, **signed_in(account_id := uuid4()))
        cart_id = shop.session.scalars(ACCOUNTS).one().id
        bought = [Line(sku="A", quantity=2)]
        ordered = CartCheckedOut(
            cart_id=cart_id, order_id=uuid4(), account_id=account_id, token_sha256=None, lines=bought
        )
        at_once(
            engine,
            ACCOUNTS,
            lambda: put(shop, "A", 5, **signed_in(account_id)),
            lambda: shop.deliver("empty-cart", ordered),
        )
        assert contents(read(shop, **signed_in(account_id))) == {"A": 3}

    def test_cannot_fill_a_cart_above_its_limit(self, shop: Shop, engine: Engine) -> None:
        by = signed_in(uuid4())
        for number in range(51):
            a_product(shop.session, f"S{number}")
        for number in range(49):
            put(shop, f"S{number}", **by)
        answers = at_once(engine, ACCOUNTS, lambda: put(shop, "S49", **by), lambda: put(shop, "S50", **by))
        assert sorted(answer.status_code for answer in answers) == [200, 409]

    def test_make_one_cart_for_a_new_account(self, shop: Shop) -> None:
        a_product(shop.session, "A")
        a_product(shop.session, "B")
        by = signed_in(uuid4())
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda sku: put(shop, sku, **by), ["A", "B"]))
        assert [answer.status_code for answer in answers] == [200, 200]
        assert contents(read(shop, **by)) == {"A": 1, "B": 1}
