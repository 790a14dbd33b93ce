"""More orders than a voucher has uses, at the same moment."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select

from db.models.orders import Order
from db.models.promotions import Claim, Promotion
from eventing.events.payments import PaymentDeclined
from tests.support.factories import a_product, an_order_for
from tests.support.operations.at_once import at_once
from tests.support.operations.orders import UNKNOWN, act, shopper
from tests.support.operations.pricing import TERMS, a_promotion
from tests.support.operations.shop import Shop


@pytest.fixture
def shop(concurrent_shop: Shop) -> Shop:
    # The functions are loaded before threads call them.
    act(concurrent_shop, "cancel-order", UNKNOWN)
    concurrent_shop.deliver_raw("reject-order", "no.event", {})
    concurrent_shop.call("place-order", {})
    concurrent_shop.call("change-promotion", {}, method="PUT")
    a_product(concurrent_shop.session, price_minor=20_00, on_hand=1000)
    return concurrent_shop


def place(shop: Shop, **by: Any) -> Any:
    body = an_order_for(price_minor=20_00, voucher_codes=["TEN"], expected_total_minor=22_90)
    return shop.call("place-order", body, key=str(uuid4()), **by)


def uses(shop: Shop, promotion: Promotion) -> int:
    shop.session.expire_all()
    assert promotion.uses == len(shop.session.scalars(select(Claim)).all())
    return promotion.uses


def in_parallel(calls: list[Callable[[], Any]]) -> list[Any]:
    with ThreadPoolExecutor(12) as pool:
        return [started.result() for started in [pool.submit(call) for call in calls]]


def test_the_last_use_is_one_orders_and_the_other_learns_its_new_price(shop: Shop, engine: Engine) -> None:
    ten = a_promotion(shop, "TEN", uses_max=1)
    answers = at_once(engine, select(Promotion), lambda: place(shop), lambda: place(shop))
    assert [answer.status_code for answer in answers] == [201, 409]
    quote = answers[1].json["quote"]
    assert (quote["total_minor"], quote["vouchers"][0]["refusal"]) == (24_90, "used_up")
    assert uses(shop, ten) == 1


def test_two_orders_of_an_account_do_not_both_use_what_it_may_use_once(shop: Shop, engine: Engine) -> None:
    ten = a_promotion(shop, "TEN", uses_max_per_account=1)
    by = shopper(uuid4())
    answers = at_once(engine, select(Promotion), *[lambda: place(shop, **by)] * 2)
    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[1].json["quote"]["vouchers"][0]["refusal"] == "used_up_by_account"
    assert uses(shop, ten) == 1


def test_two_first_orders_of_an_account_are_not_both_its_first(shop: Shop, engine: Engine) -> None:
    a_promotion(shop, "TEN", audience="first_order")
    by = shopper(uuid4())
    answers = at_once(engine, select(Promotion), *[lambda: place(shop, **by)] * 2)
    assert [answer.status_code for answer in answers] == [201, 409]


def test_two_changes_of_the_same_version_are_not_both_made(shop: Shop, engine: Engine) -> None:
    ten = a_promotion(shop, "TEN")
    calls = [partial(change, shop, ten, share) for share in (2000, 3000)]
    assert [answer.status_code for answer in at_once(engine, select(Promotion), *calls)] == [200, 412]


def change(shop: Shop, promotion: Promotion, share_basis_points: int) -> Any:
    body, query = {**TERMS, "share_basis_points": share_basis_points}, {"id": str(promotion.id)}
    return shop.call("change-promotion", body, method="PUT", query=query, if_match='"1"', role="staff")


@pytest.mark.timeout(600)
def test_a_hundred_uses_are_a_hundred_orders_of_a_thousand_and_thirty_that_fail_are_thirty_uses_again(
    shop: Shop,
) -> None:
    ten = a_promotion(shop, "TEN", uses_max=100)
    answers = in_parallel([lambda: place(shop)] * 1000)
    assert Counter(answer.status_code for answer in answers) == {201: 100, 409: 900}
    assert uses(shop, ten) == 100
    orders = shop.session.scalars(select(Order)).all()
    ends: list[Callable[[], Any]] = [partial(cancel, shop, order) for order in orders[:15]]
    ends += [partial(reject, shop, order) for order in orders[15:30]]
    # Each event comes twice.
    in_parallel(ends * 2)
    assert uses(shop, ten) == 70
    answers = in_parallel([lambda: place(shop)] * 40)
    assert Counter(answer.status_code for answer in answers) == {201: 30, 409: 10}
    assert uses(shop, ten) == 100


def cancel(shop: Shop, order: Order) -> Any:
    return act(shop, "cancel-order", order.number, {"email": order.email})


def reject(shop: Shop, order: Order) -> Any:
    declined = PaymentDeclined(
        order_id=order.id, amount_minor=order.total_minor, currency="EUR", reason_code="card_declined"
    )
    return shop.deliver("reject-order", declined)
