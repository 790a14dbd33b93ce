"""What shoppers come for, in both languages, on a phone and on a desktop."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.support.operations.account_mails import content
from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually
from tests.support.web.visitor import DESKTOP, PHONE, Visit, Visitor

MUG, MITTENS = "speckled-stoneware-mug", "knitted-mittens"
PASSWORD = "correct horse battery staple"

in_every_window = pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param("en", DESKTOP, id="English, desktop"),
        pytest.param("fr", PHONE, id="French, phone"),
        pytest.param("en", PHONE, id="English, phone"),
        pytest.param("fr", DESKTOP, id="French, desktop"),
    ],
)


def ordered(visitor: Visitor, handle: str = MUG) -> str:
    """Orders one as a guest; the order's number."""
    visitor.puts_into_cart(handle)
    visitor.goes_to("/checkout")
    visitor.types_address()
    visitor.presses("order")
    return visitor.arrives_at_order()


def bought(visitor: Visitor) -> str:
    """Orders one as a guest and pays; the order's number, once it is confirmed."""
    number = ordered(visitor)
    visitor.pays()
    visitor.sees("confirmed")
    return number


@in_every_window
def test_a_guest_searches_buys_watches_the_order_and_cancels_it(
    visit: Visit, language: str, size: ViewportSize
) -> None:
    with visit(language, size) as guest:
        guest.goes_to("/")
        guest.page.get_by_role("combobox", name=guest.word("search")).fill("knited mitens")
        guest.page.get_by_role("option", name=re.compile("Knitted Mittens")).click()
        guest.page.get_by_role("radio", name="Adult").check()
        guest.presses("add")
        guest.sees("added")
        guest.follows("to-cart")
        guest.presses("more")
        expect(guest.page.get_by_text(re.compile(r"58[.,]00")).first).to_be_visible()
        guest.page.reload()
        expect(guest.page.get_by_role("textbox", name=guest.word("quantity"))).to_have_value("2")
        guest.follows("checkout")
        guest.types_address()
        guest.presses("order")
        guest.arrives_at_order()
        guest.pays()
        guest.sees("confirmed")
        expect(guest.page.get_by_text("75001 Paris")).to_be_visible()
        guest.presses("cancel")
        guest.presses("cancel-confirm")
        guest.sees("released")
        guest.goes_to("/cart")
        guest.sees("cart-empty")


@in_every_window
def test_a_guests_cart_becomes_the_accounts_at_the_log_in(visit: Visit, language: str, size: ViewportSize) -> None:
    email = f"{uuid4().hex}@example.org"
    with visit(language, size) as shopper:
        shopper.goes_to("/register")
        shopper.types(name="Grace Hopper", email=email, password=PASSWORD)
        shopper.presses("register")
        shopper.page.wait_for_url("**/account")
        shopper.types(street="1 Rue Verte", postal_code="75001", city="Paris")
        shopper.presses("save")
        shopper.sees("saved")
        shopper.puts_into_cart(MUG)
        shopper.goes_to("/account")
        shopper.presses("log-out")
        shopper.page.wait_for_url("**/log-in**")
        shopper.puts_into_cart(MITTENS)
        shopper.goes_to("/log-in?to=/checkout")
        shopper.types(email=email, password=PASSWORD)
        shopper.page.get_by_role("main").get_by_role("button", name=shopper.word("log-in"), exact=True).click()
        summary = shopper.page.get_by_role("complementary")
        expect(summary.get_by_text("Speckled Stoneware Mug")).to_be_visible()
        expect(summary.get_by_text("Knitted Mittens")).to_be_visible()
        shopper.presses("order")
        number = shopper.arrives_at_order()
        shopper.pays()
        shopper.page.wait_for_url("**/orders/CS-*")
        shopper.goes_to("/orders")
        shopper.page.get_by_role("link", name=re.compile(number)).click()
        shopper.sees("confirmed")


def test_a_mails_link_opens_a_guests_order_for_who_knows_its_address(visit: Visit) -> None:
    with visit() as guest:
        number = ordered(guest)
    with visit("fr", PHONE) as same_guest:
        same_guest.goes_to(f"/orders/{number}")
        same_guest.types(email="somebody.else@example.org")
        same_guest.presses("find")
        expect(same_guest.page.get_by_role("alert")).to_be_visible()
        same_guest.types(email="ada@example.org")
        same_guest.presses("find")
        expect(same_guest.page.get_by_text("75001 Paris")).to_be_visible()


def test_a_guest_looks_an_order_up_by_a_number_typed_carelessly(visit: Visit) -> None:
    with visit() as guest:
        number = ordered(guest)
    with visit() as same_guest:
        same_guest.goes_to("/order-look-up")
        same_guest.types(number=number.lower().replace("-", " "), email="ada@example.org")
        same_guest.presses("find")
        assert same_guest.arrives_at_order() == number


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_declined_card_is_followed_by_another_one(visit: Visit, shop: RunningShop, language: str) -> None:
    with visit(language) as guest:
        number = ordered(guest)
        guest.pays(card="A card that is declined")
        expect(guest.page.get_by_role("alert")).to_contain_text(guest.word("declined"))
        guest.pays(button="pay-again", card="A card whose bank asks for a challenge")
        guest.page.get_by_role("button", name="Fail the challenge").click()
        expect(guest.page.get_by_role("alert")).to_be_visible()
        guest.goes_to("/cart")
        expect(guest.page.get_by_role("textbox", name=guest.word("quantity"))).to_have_value("1")
        guest.goes_to(f"/orders/{number}")
        guest.pays(card="A card whose bank asks for a challenge")
        guest.page.get_by_role("button", name="Pass the challenge").click()
        guest.sees("confirmed")
        kind, written_in = "X-Shop-Mail: order-confirmation", f"Content-Language: {language}"
        eventually(
            lambda: [mail for mail in shop.mails() if kind in mail and written_in in mail and number in content(mail)],
            seconds=90, what="the confirmation in the page's language",
        )  # fmt: skip
        guest.goes_to("/cart")
        guest.sees("cart-empty")


def test_a_challenge_that_is_left_keeps_order_and_cart(visit: Visit) -> None:
    with visit("fr", PHONE) as guest:
        number = ordered(guest)
        guest.pays(card="A card whose bank asks for a challenge")
        guest.page.get_by_role("button", name="Leave without an answer").click()
        assert guest.arrives_at_order().partition("?")[0] == number
        expect(guest.button("pay")).to_be_visible()
        guest.goes_to("/cart")
        expect(guest.page.get_by_role("textbox", name=guest.word("quantity"))).to_have_value("1")


def test_a_lost_webhook_is_made_up_for_by_the_return(visit: Visit) -> None:
    with visit() as guest:
        ordered(guest)
        guest.pays(webhook="is lost")
        guest.sees("confirmed")


@pytest.mark.parametrize(("language", "why"), [("en", "Only 2 left of"), ("fr", "Il n’en reste que 2 :")])
def test_what_is_short_is_named_by_its_title_and_stays_in_the_cart(
    visit: Visit, shop: RunningShop, language: str, why: str
) -> None:
    sku = shop.sells(f"RARE-{uuid4().hex[:8].upper()}", on_hand=3)
    with visit(language) as guest:
        guest.puts_into_cart(f"product-{sku.lower()}")
        guest.goes_to("/cart")
        for _ in range(2):
            guest.presses("more")
        expect(guest.page.get_by_role("textbox", name=guest.word("quantity"))).to_have_value("3")
        guest.follows("checkout")
        guest.types_address()
        expect(guest.button("order")).to_contain_text(re.compile(r"42[.,]40"))
        with shop.client("staff") as staff:
            broken = {"quantity": -1, "reason": "broken"}
            key = {"idempotency-key": str(uuid4())}
            assert staff.post(f"/api/staff/stock/{sku}/movements", json=broken, headers=key).status_code == 201
        guest.presses("order")
        guest.arrives_at_order()
        expect(guest.page.get_by_role("main").get_by_role("status").first).to_contain_text(f"{why} Product {sku}")
        guest.follows("back-to-cart")
        expect(guest.page.get_by_role("textbox", name=guest.word("quantity"))).to_have_value("3")


@pytest.mark.parametrize(("language", "before", "now"), [("en", "17.40", "19.90"), ("fr", "17,40", "19,90")])
def test_a_price_that_changed_is_shown_and_asked_about_before_anything_is_ordered(
    visit: Visit, shop: RunningShop, language: str, before: str, now: str
) -> None:
    sku = shop.sells(f"DEAR-{uuid4().hex[:8].upper()}", on_hand=5)
    handle = f"product-{sku.lower()}"
    with visit(language) as guest:
        guest.puts_into_cart(handle)
        guest.goes_to("/checkout")
        guest.types_address()
        expect(guest.button("order")).to_contain_text(before)
        with shop.client("staff") as staff:
            prices = {"prices": [{"sku": sku, "price_minor": 15_00}]}
            assert staff.put(f"/api/staff/products/{handle}/prices", json=prices).status_code == 200
        guest.presses("order")
        notice = guest.page.get_by_role("alert")
        expect(notice).to_contain_text(before)
        expect(notice).to_contain_text(now)
        expect(guest.button("order")).to_contain_text(now)
        guest.presses("order")
        guest.arrives_at_order()
        guest.pays()
        guest.sees("confirmed")
        expect(guest.page.get_by_text(now)).to_be_visible()


def test_what_was_sent_can_be_announced_as_a_return(visit: Visit, shop: RunningShop) -> None:
    with visit("fr", PHONE) as guest:
        number = bought(guest)
        with shop.client("staff") as staff:
            sent = staff.post(f"/api/staff/orders/{number}/ship", json={"carrier": "La Poste", "tracking_code": "LP1"})
            assert sent.status_code == 200, sent.text
        guest.page.reload()
        expect(guest.page.get_by_text("Envoyée avec La Poste")).to_be_visible()
        guest.presses("return")
        guest.types(return_reason="Too small")
        guest.presses("return-confirm")
        guest.sees("returned")


def test_a_guest_withdraws_from_any_page_in_two_steps(visit: Visit, shop: RunningShop) -> None:
    with visit() as guest:
        number = bought(guest)
        guest.goes_to("/products")
        guest.page.get_by_role("link", name=guest.word("withdraw")).click()
        guest.types(number=number, email="ada@example.org")
        guest.presses("continue")
        guest.presses("withdraw-confirm")
        guest.sees("not-charged")


def test_filters_are_in_the_address_and_survive_a_reload(visit: Visit) -> None:
    with visit() as guest:
        guest.goes_to("/products")
        guest.page.get_by_label("Category").select_option("stationery")
        guest.page.get_by_label("Maximum price").fill("15,50")
        guest.page.get_by_label("Sort by").select_option("-price")
        guest.page.wait_for_url("**/products?category=stationery&max=15%2C50&sort=-price")
        guest.page.reload()
        expect(guest.page.get_by_label("Maximum price")).to_have_value("15,50")
        expect(guest.page.get_by_role("heading", level=1)).to_have_text("Stationery")
        prices = guest.page.get_by_role("main").get_by_role("listitem").get_by_text(re.compile("€"))
        expect(prices.first).to_be_visible()
        amounts = [float(price) for text in prices.all_inner_texts() for price in re.findall(r"€([\d.]+)", text)[:1]]
        assert amounts == sorted(amounts, reverse=True)
        assert max(amounts) <= 15.5


def test_a_search_that_nothing_has_all_words_of_says_so(visit: Visit) -> None:
    with visit("fr") as guest:
        guest.goes_to("/products?search=stonwear")
        guest.sees("similar")
        expect(guest.page.get_by_role("link", name="Speckled Stoneware Mug")).to_be_visible()


def test_a_wrong_password_is_reported_and_the_address_stays_typed(visit: Visit) -> None:
    with visit("fr") as guest:
        guest.goes_to("/log-in")
        guest.types(email="ada@example.org", password="not the one")
        guest.presses("log-in")
        expect(guest.page.get_by_role("alert")).to_contain_text("incorrect")
        expect(guest.page.get_by_role("main").get_by_label(guest.word("email"))).to_have_value("ada@example.org")


def test_a_page_behind_the_log_in_is_shown_after_it(visit: Visit, shop: RunningShop) -> None:
    login = shop.run["logins"]["shopper"]
    with visit() as shopper:
        shopper.goes_to("/orders")
        shopper.types(email=login["email"], password=login["password"])
        shopper.page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
        shopper.page.wait_for_url("**/orders")
        assert shopper.page.evaluate("document.cookie") == ""


def test_the_language_that_is_chosen_is_kept(visit: Visit) -> None:
    with visit() as guest:
        guest.goes_to("/")
        guest.page.get_by_role("button", name="Français").click()
        expect(guest.page.locator("html")).to_have_attribute("lang", "fr")
        guest.page.reload()
        expect(guest.page.get_by_role("heading", name="Que cherchez-vous ?")).to_be_visible()


def test_a_shopper_buys_with_the_keyboard_alone(visit: Visit) -> None:
    with visit() as guest:
        press = guest.page.keyboard.press
        guest.goes_to("/")
        expect(guest.page.get_by_role("heading", level=1)).to_be_visible()
        press("Tab")
        expect(guest.page.get_by_role("link", name="Skip to content")).to_be_focused()
        guest.page.get_by_role("combobox", name=guest.word("search")).focus()
        guest.page.keyboard.type("pepper mill")
        expect(guest.page.get_by_role("option").first).to_be_visible()
        press("ArrowDown")
        press("Enter")
        add = guest.button("add")
        expect(add).to_be_visible()
        expect(guest.page.get_by_role("heading", level=1)).to_be_focused()
        _tab_to(guest, "add")
        press("Enter")
        guest.sees("added")
        press("Tab")
        press("Enter")
        guest.page.wait_for_url("**/cart")
        expect(guest.page.get_by_role("link", name="Go to checkout")).to_be_visible()
        guest.page.get_by_role("link", name="Go to checkout").focus()
        press("Enter")
        guest.types_address()
        # Until the total is known, nothing can be ordered.
        expect(guest.button("order")).to_be_enabled()
        press("Enter")
        guest.arrives_at_order()


def _tab_to(visitor: Visitor, key: str) -> None:
    """Steps on until the button has the focus, as far as a page may reasonably be long."""
    for _ in range(20):
        visitor.page.keyboard.press("Tab")
        if visitor.button(key).evaluate("button => button === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {key}")


def test_an_order_prints_without_what_is_only_for_screens(visit: Visit) -> None:
    with visit() as guest:
        bought(guest)
        guest.page.emulate_media(media="print")
        for hidden in (guest.page.get_by_role("banner"), guest.page.get_by_role("contentinfo"), guest.button("cancel")):
            expect(hidden).to_be_hidden()
        expect(guest.page.get_by_text("75001 Paris")).to_be_visible()
        assert len(guest.page.pdf(format="A4")) > 1000
