"""Paying in Stripe's own form, which a stand-in serves: its script has Stripe.js's documented interface."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Request, expect

from tests.support.servers.stripe_browser import CHALLENGED, PUBLISHABLE_KEY
from tests.support.servers.stripe_server import SECRET_KEY, StripeServer
from tests.support.shop.running_shop import RunningShop, StartShop
from tests.support.waiting import eventually
from tests.support.web.visitor import DESKTOP, PHONE, Visitor, visiting

MUG = "speckled-stoneware-mug"
WORKS, DECLINED, POOR = "4242424242424242", "4000000000000002", "4000000000009995"
WEBHOOK_SECRET = "whsec_of_this_test"


@pytest.fixture(scope="module")
def stripe() -> Iterator[StripeServer]:
    server = StripeServer(webhook_secret=WEBHOOK_SECRET).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def stripe_shop(start_shop: StartShop, stripe: StripeServer) -> Iterator[RunningShop]:
    """A shop whose payments Stripe takes."""
    started = start_shop(
        PAYMENT_PROVIDER="stripe",
        STRIPE_URL=stripe.url,
        STRIPE_SECRET_KEY=SECRET_KEY,
        STRIPE_PUBLISHABLE_KEY=PUBLISHABLE_KEY,
        STRIPE_SCRIPT_URL=f"{stripe.url}/stripe.js",
        STRIPE_STORED_CARDS="offered",
        WEBHOOK_KEYS=WEBHOOK_SECRET,
    )
    with started as shop:
        stripe.webhook_url = f"{shop.run['shop']}/api/payments/webhook"
        yield shop


def orders(guest: Visitor, *, is_guest: bool = True) -> str:
    """Orders a mug, and comes to the payment form; the order's number."""
    guest.puts_into_cart(MUG)
    guest.goes_to("/checkout")
    guest.types_address("ada@example.org" if is_guest else None)
    guest.presses("order")
    number = guest.arrives_at_order()
    guest.presses("pay")
    return number


def pays(guest: Visitor, card: str, button: str = "pay") -> None:
    guest.page.frame_locator("iframe").get_by_label("Card number").fill(card)
    guest.presses(button)


def state_of(shop: RunningShop, number: str) -> str:
    return str(shop.query("SELECT state FROM orders.orders WHERE number = %s", number)[0][0])


@pytest.mark.parametrize(("language", "size"), [("en", DESKTOP), ("fr", PHONE)])
def test_a_card_is_typed_in_stripe_s_frame_and_its_number_never_reaches_the_shop(
    browser: Browser, stripe_shop: RunningShop, stripe: StripeServer, language: str, size: dict[str, int]
) -> None:
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    with visiting(browser, stripe_shop.run["shop"], language, size) as guest:  # type: ignore[arg-type]
        guest.page.on("request", note)
        number = orders(guest)
        frame = guest.page.frame_locator("iframe")
        expect(frame.locator("html")).to_have_attribute("lang", language)
        pays(guest, WORKS)
        guest.sees("confirmed")
        assert guest.unwanted()["violations"] == []
        assert state_of(stripe_shop, number) == "confirmed"
    of_shop = [each for each in asked if each.url.startswith(stripe_shop.run["shop"])]
    assert [each.url for each in of_shop if WORKS in f"{each.url} {each.post_data}"] == []
    assert [path for path, form, _ in stripe.requests if "payment_method" in form or "card_ok" in str(form)] == []


@pytest.mark.parametrize(
    ("language", "card", "said"),
    [
        ("en", DECLINED, "The card was declined. Nothing was charged"),
        ("fr", POOR, "La carte n’est pas suffisamment approvisionnée. Rien n’a été débité"),
    ],
)
def test_a_declined_card_is_explained_and_another_one_taken_in_the_same_form(
    browser: Browser, stripe_shop: RunningShop, language: str, card: str, said: str
) -> None:
    with visiting(browser, stripe_shop.run["shop"], language) as guest:
        number = orders(guest)
        pays(guest, card)
        expect(guest.page.get_by_role("alert")).to_contain_text(said)
        assert state_of(stripe_shop, number) == "reserved"
        pays(guest, WORKS, button="pay-again")
        guest.sees("confirmed")


def test_a_form_that_is_not_filled_in_says_so_itself_and_can_be_sent_again(
    browser: Browser, stripe_shop: RunningShop
) -> None:
    with visiting(browser, stripe_shop.run["shop"]) as guest:
        orders(guest)
        pays(guest, "")
        expect(guest.button("pay")).not_to_have_attribute("aria-busy", "true")
        expect(guest.page.get_by_role("alert")).to_have_count(0)
        pays(guest, WORKS)
        guest.sees("confirmed")


def test_a_bank_s_challenge_leads_back_to_the_order(browser: Browser, stripe_shop: RunningShop) -> None:
    with visiting(browser, stripe_shop.run["shop"]) as guest:
        number = orders(guest)
        pays(guest, CHALLENGED)
        guest.page.get_by_role("button", name="Fail").click()
        assert guest.arrives_at_order().partition("?")[0] == number
        expect(guest.page.get_by_role("alert")).to_contain_text("Your bank could not confirm that it is you")
        pays(guest, CHALLENGED, button="pay-again")
        guest.page.get_by_role("button", name="Complete").click()
        guest.page.wait_for_url(re.compile(f"/orders/{number}"))
        guest.sees("confirmed")


def test_a_tab_that_is_closed_before_stripe_answers_loses_nothing(
    browser: Browser, stripe_shop: RunningShop, stripe: StripeServer
) -> None:
    with visiting(browser, stripe_shop.run["shop"]) as guest:
        number = orders(guest)
        frame = guest.page.frame_locator("iframe")
        frame.get_by_label("Card number").fill(WORKS)
        stripe.hangs.set()
        guest.presses("pay")
        eventually(lambda: not stripe.hangs.is_set(), seconds=30, what="Stripe has taken the card")
    eventually(lambda: state_of(stripe_shop, number) == "confirmed", seconds=60, what="the webhook confirms the order")


def test_a_script_that_cannot_be_loaded_is_said_and_tried_again(browser: Browser, stripe_shop: RunningShop) -> None:
    with visiting(browser, stripe_shop.run["shop"]) as guest:
        guest.page.route("**/stripe.js", lambda route: route.abort())
        number = orders(guest)
        expect(guest.page.get_by_text("The payment form cannot be shown.")).to_be_visible()
        guest.page.unroute("**/stripe.js")
        guest.goes_to(f"/orders/{number}")
        guest.presses("pay")
        pays(guest, WORKS)
        guest.sees("confirmed")


def test_a_card_that_was_stored_pays_the_next_order_until_it_is_removed(
    browser: Browser, stripe_shop: RunningShop, stripe: StripeServer
) -> None:
    with visiting(browser, stripe_shop.run["shop"]) as shopper:
        shopper.goes_to("/register")
        shopper.types(name="Ada Lovelace", email=f"{uuid4().hex}@example.org", password="correct horse battery")
        shopper.presses("register")
        shopper.page.wait_for_url("**/account")
        frame = shopper.page.frame_locator("iframe")
        orders(shopper, is_guest=False)
        frame.get_by_label("Save this card").check()
        pays(shopper, WORKS)
        shopper.sees("confirmed")
        orders(shopper, is_guest=False)
        frame.get_by_label("Card ending in 4242").check()
        shopper.presses("pay")
        shopper.sees("confirmed")
        number = orders(shopper, is_guest=False)
        frame.get_by_role("button", name="Remove card").click()
        expect(frame.get_by_label("Card ending in 4242")).to_have_count(0)
        assert state_of(stripe_shop, number) == "reserved"
        assert shopper.unwanted()["violations"] == []
    ((customer,),) = stripe_shop.query("SELECT reference FROM payments.customers")
    assert stripe.customers.cards == {customer: []}


def test_a_guest_is_not_asked_to_store_a_card(browser: Browser, stripe_shop: RunningShop, stripe: StripeServer) -> None:
    with visiting(browser, stripe_shop.run["shop"]) as guest:
        orders(guest)
        frame = guest.page.frame_locator("iframe")
        expect(frame.get_by_label("Card number")).to_be_visible()
        expect(frame.get_by_label("Save this card")).to_be_hidden()
