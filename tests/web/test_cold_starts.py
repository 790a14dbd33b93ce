"""A function that is cold, slow or out of reach: the page says so, keeps what was typed, and never orders twice.

Answers are real; they are only held back, lost on the way, or replaced by a gateway's refusal.
"""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Request, Route, expect

from tests.support.shop.running_shop import RunningShop
from tests.support.web.interception import (
    ATTEMPTS,
    ORDERS,
    InterceptedCalls,
    comes,
    exhausts_retries,
    lose_the_answer,
    lose_the_request,
    refuse,
    take_without_answering,
)
from tests.support.web.visitor import PHONE, Visit, Visitor

MUG = "speckled-stoneware-mug"


def ready_to_order(visitor: Visitor, email: str) -> None:
    visitor.puts_into_cart(MUG)
    visitor.goes_to("/checkout")
    visitor.types_address(email)
    expect(visitor.button("order")).to_be_visible()


def new_email() -> str:
    return f"{uuid4().hex}@example.org"


def orders_of(shop: RunningShop, email: str) -> list[str]:
    return [number for (number,) in shop.query("select number from orders.orders where email = %s", email)]


def hold(visitor: Visitor, address: str) -> list[Route]:
    """The calls of the address, which get no answer until the test lets them go on; their announcements pass."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        if route.request.method == "OPTIONS":
            return route.continue_()
        return held.append(route)

    visitor.page.route(address, keep)
    return held


def test_who_chooses_a_size_lets_what_fills_the_cart_start(visit: Visit) -> None:
    with visit() as guest:
        guest.goes_to("/products/knitted-mittens")
        with guest.page.expect_request(announces("/api/cart/items/")):
            guest.page.get_by_role("radio", name="Adult").check()


def announces(path: str) -> Callable[[Request], bool]:
    return lambda request: request.method == "OPTIONS" and path in request.url


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_slow_answer_is_announced_before_it_comes_and_moves_nothing(visit: Visit, language: str) -> None:
    with visit(language, PHONE) as guest:
        guest.goes_to(f"/products/{MUG}")
        expect(guest.button("add")).to_be_visible()
        held = hold(guest, "**/api/cart/items/*")
        before = len(guest.unwanted()["shifts"])
        guest.presses("add")
        guest.sees("waking")
        assert len(held) == 1
        expect(guest.page.get_by_text(guest.word("added"))).to_be_hidden()
        held[0].continue_()
        guest.sees("added")
        expect(guest.page.get_by_text(guest.word("waking"))).to_be_hidden()
        assert guest.unwanted()["shifts"][before:] == []


def test_the_announcement_comes_within_300_milliseconds_of_page_time(visit: Visit) -> None:
    """The page's clock is stopped, so that a busy machine cannot be what makes it late."""
    with visit() as guest:
        guest.page.clock.install()
        guest.goes_to(f"/products/{MUG}")
        expect(guest.button("add")).to_be_visible()
        held = hold(guest, "**/api/cart/items/*")
        guest.page.clock.pause_at(guest.page.evaluate("Date.now() + 5000"))
        guest.presses("add")
        comes(guest, lambda: held, what="the call")
        guest.page.clock.run_for(300)
        guest.sees("waking")
        held[0].continue_()


def test_an_order_that_is_refused_for_the_moment_is_sent_again_with_its_key(visit: Visit, shop: RunningShop) -> None:
    email = new_email()
    with visit("fr", PHONE) as guest:
        ready_to_order(guest, email)
        intercepted = InterceptedCalls(guest, ORDERS, refuse, lose_the_request)
        guest.presses("order")
        guest.sees("waking")
        expect(guest.page.get_by_role("main").get_by_label(guest.word("email"))).to_have_value(email)
        number = guest.arrives_at_order()
        guest.pays()
        guest.sees("confirmed")
        assert len(intercepted.keys) == 3
        assert len(set(intercepted.keys)) == 1
    assert orders_of(shop, email) == [number]


def test_an_order_whose_answer_is_lost_is_one_order(visit: Visit, shop: RunningShop) -> None:
    email = new_email()
    with visit() as guest:
        ready_to_order(guest, email)
        intercepted = InterceptedCalls(guest, ORDERS, lose_the_answer)
        guest.presses("order")
        number = guest.arrives_at_order()
        assert len(set(intercepted.keys)) == 1
    assert orders_of(shop, email) == [number]


def test_a_double_click_is_one_order(visit: Visit, shop: RunningShop) -> None:
    email = new_email()
    with visit() as guest:
        ready_to_order(guest, email)
        intercepted = InterceptedCalls(guest, ORDERS)
        guest.button("order").dblclick()
        number = guest.arrives_at_order()
        assert len(intercepted.keys) == 1
    assert orders_of(shop, email) == [number]


def test_a_reload_while_the_answer_is_awaited_is_one_order(visit: Visit, shop: RunningShop) -> None:
    email = new_email()
    with visit() as guest:
        ready_to_order(guest, email)
        intercepted = InterceptedCalls(guest, ORDERS, take_without_answering)
        guest.presses("order")
        comes(guest, lambda: orders_of(shop, email), what="the order")
        guest.page.reload()
        number = guest.arrives_at_order()
        assert len(intercepted.keys) == 2
        assert len(set(intercepted.keys)) == 1
    assert orders_of(shop, email) == [number]


def test_a_shop_that_stays_silent_is_asked_again_on_demand_and_orders_once(visit: Visit, shop: RunningShop) -> None:
    email = new_email()
    with visit("fr") as guest:
        guest.page.clock.install()
        ready_to_order(guest, email)
        intercepted = InterceptedCalls(guest, ORDERS, lose_the_answer, *[lose_the_request] * (ATTEMPTS - 1))
        guest.presses("order")
        exhausts_retries(guest, intercepted)
        expect(guest.button("resend")).to_be_visible()
        expect(guest.page.get_by_role("main").get_by_label(guest.word("email"))).to_be_disabled()
        guest.presses("resend")
        number = guest.arrives_at_order()
        assert len(set(intercepted.keys)) == 1
    assert orders_of(shop, email) == [number]


def test_an_order_that_the_shop_refuses_may_be_changed_and_sent_as_another_one(visit: Visit, shop: RunningShop) -> None:
    email = new_email()
    with visit() as guest:
        ready_to_order(guest, email)
        intercepted = InterceptedCalls(guest, ORDERS)
        guest.page.evaluate("document.querySelector('[name=city]').removeAttribute('maxlength')")
        guest.types(city="x" * 201)
        guest.presses("order")
        expect(guest.page.get_by_role("alert")).to_be_visible()
        guest.types(city="Paris")
        guest.presses("order")
        number = guest.arrives_at_order()
        assert len(set(intercepted.keys)) == 2
    assert orders_of(shop, email) == [number]


def test_a_page_that_cannot_be_loaded_says_so_and_is_there_at_the_next_try(visit: Visit) -> None:
    with visit("fr", PHONE) as guest:
        guest.page.clock.install()
        intercepted = InterceptedCalls(guest, re.compile(r"/api/products/"), *[lose_the_request] * ATTEMPTS)
        guest.goes_to(f"/products/{MUG}")
        exhausts_retries(guest, intercepted)
        expect(guest.page.get_by_role("alert")).to_be_visible()
        guest.presses("try-again")
        expect(guest.button("add")).to_be_visible()


def test_a_log_in_goes_on_when_its_token_is_too_old(visit: Visit, shop: RunningShop) -> None:
    login = shop.run["logins"]["shopper"]
    with visit() as shopper:
        shopper.goes_to("/log-in")
        shopper.types(email=login["email"], password=login["password"])
        shopper.page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
        shopper.page.wait_for_url("**/account")
        context = shopper.page.context
        (access,) = [cookie for cookie in context.cookies() if cookie["name"] == "cloudshop-access"]
        context.add_cookies([{**access, "value": "too.old.token"}])  # type: ignore[typeddict-item]
        with shopper.page.expect_response("**/api/sessions/refresh") as renewed:
            shopper.goes_to("/orders")
        assert renewed.value.status == 200
        expect(shopper.page.get_by_role("heading", level=1)).to_have_text("My orders")
        expect(shopper.page.get_by_role("main").get_by_role("alert")).to_have_count(0)
