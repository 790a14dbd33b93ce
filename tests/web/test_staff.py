"""What staff do in the browser, seen from both sides of the counter."""

import json
import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import FilePayload, Locator, ViewportSize, expect

from tests.support.catalog_files import a_file, a_row
from tests.support.shop.confirmed_order import confirmed_order
from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually
from tests.support.web.accessibility import barriers
from tests.support.web.interception import InterceptedCalls, exhausts_retries, lose_the_request
from tests.support.web.pages import log_in
from tests.support.web.visitor import PHONE, Visit, Visitor
from tests.support.web.windows import in_both_languages

STOCK = "SELECT on_hand FROM inventory.stock WHERE sku = %s"

PAGES_MAX = 5


def new_sku(shop: RunningShop) -> str:
    """A product of its own, of which there are 5 for 12.50 each; its handle is `handle_of` it."""
    return shop.sells(f"STAFF-{uuid4().hex[:8].upper()}", on_hand=5)


def handle_of(sku: str) -> str:
    return f"product-{sku.lower()}"


def state_of(shop: RunningShop, number: str) -> str:
    return str(shop.query("SELECT state FROM orders.orders WHERE number = %s", number)[0][0])


@pytest.fixture
def dead_letter(shop: RunningShop) -> Iterator[str]:
    """An event that reserve-stock has handled long ago, as if it had not been taken; its id."""
    number = confirmed_order(shop, new_sku(shop), quantity=1)["number"]
    # Else the next sweep sees that it was handled, and closes the letter as overtaken.
    shop.query(
        "DELETE FROM messaging.inbox USING messaging.outbox WHERE event_id = id AND consumer = 'reserve-stock'"
        " AND type = 'shop.order.placed.v1' AND data ->> 'number' = %s RETURNING event_id",
        number,
    )
    ((letter,),) = shop.query(
        "INSERT INTO messaging.dead_letters (id, event_id, event_type, consumer, attributes, data, cause_code, cause,"
        " authentic, state, stored_at, replays)"
        " SELECT gen_random_uuid(), id, type, 'reserve-stock', jsonb_build_object('subject', subject,"
        " 'time', occurred_at, 'traceparent', traceparent), data, '422', 'the shelf fell down', true, 'open', now(), 0"
        " FROM messaging.outbox WHERE type = 'shop.order.placed.v1' AND data ->> 'number' = %s RETURNING id",
        number,
    )
    yield str(letter)
    shop.query("DELETE FROM messaging.dead_letters WHERE id = %s RETURNING id", letter)


def letter_state(shop: RunningShop, letter: str) -> str:
    return str(shop.query("SELECT state FROM messaging.dead_letters WHERE id = %s", letter)[0][0])


def enters(visitor: Visitor, shop: RunningShop, path: str) -> None:
    log_in(visitor, shop.run["logins"]["staff"])
    visitor.goes_to(path)


def dialog(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("dialog")


@in_both_languages
def test_an_order_is_shipped_delivered_and_refunded(
    visit: Visit, shop: RunningShop, language: str, size: ViewportSize
) -> None:
    number = confirmed_order(shop, new_sku(shop), quantity=1)["number"]
    with visit(language, size) as staff:
        enters(staff, shop, "/staff/orders")
        order_link(staff, number).click()
        staff.types(carrier="La Poste", tracking_code="LP42")
        staff.button("ship").dblclick()
        staff.presses("deliver")
        expect(staff.page.get_by_text("LP42").first).to_be_visible()
        expect(staff.button("deliver")).to_be_hidden()
        assert state_of(shop, number) == "delivered"
        wait_for_capture(shop, number)
        refund(staff, amount="2,50", reason="a scratch", asked=r"2[.,]50")
        staff.sees("refund-requested")
        refund(staff, amount="", reason="all of it", asked=r"14[.,]90")
        expect(staff.button("refund")).to_be_hidden()
        eventually(lambda: state_of(shop, number) == "refunded", seconds=30, what="all of it is refunded")
        staff.page.reload()
        staff.sees("refunded")
        expect(staff.button("refund")).to_be_hidden()
    assert shop.query("SELECT refunded_minor = total_minor FROM orders.orders WHERE number = %s", number) == [(True,)]


def order_link(staff: Visitor, number: str) -> Locator:
    """The order's link in the list, which begins with the oldest: there may be more than a page of them."""
    link = staff.page.get_by_role("link", name=re.compile(number))
    for _ in range(PAGES_MAX):
        try:
            expect(link).to_be_visible(timeout=3000)
            break
        except AssertionError:
            staff.presses("show-more")
    return link


def refund(staff: Visitor, *, amount: str, reason: str, asked: str) -> None:
    staff.types(amount=amount, reason=reason)
    staff.presses("refund")
    expect(dialog(staff)).to_contain_text(re.compile(asked))
    staff.presses("refund-yes")


def wait_for_capture(shop: RunningShop, number: str) -> None:
    """The payment is captured moments after the parcel is shipped; before that there is nothing to refund."""
    captured = "SELECT p.state FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id WHERE o.number = %s"
    eventually(lambda: shop.query(captured, number) == [("captured",)], seconds=30, what="the payment is captured")


def test_a_refund_without_an_answer_keeps_its_key_through_a_reload(visit: Visit, shop: RunningShop) -> None:
    number = confirmed_order(shop, new_sku(shop), quantity=1)["number"]
    with shop.client("staff") as client:
        client.post(f"/api/staff/orders/{number}/ship", json={"carrier": "La Poste", "tracking_code": "LP1"})
    wait_for_capture(shop, number)
    with visit() as staff:
        enters(staff, shop, f"/staff/orders/{number}")
        expect(staff.button("refund")).to_be_visible()
        staff.page.clock.install()
        intercepted = InterceptedCalls(staff, re.compile(r"/refunds$"), *[lose_the_request] * 6)
        refund(staff, amount="1", reason="late", asked=r"€1\.00")
        exhausts_retries(staff, intercepted)
        staff.sees("unanswered")
        staff.page.reload()
        staff.presses("resend")
        staff.sees("refund-requested")
        assert len(set(intercepted.keys)) == 1
    amounts = "SELECT r.amount_minor FROM payments.refunds r JOIN orders.orders o ON o.id = r.order_id"
    assert shop.query(f"{amounts} WHERE o.number = %s", number) == [(100,)]


@in_both_languages
def test_stock_is_moved_once_by_a_double_click(
    visit: Visit, shop: RunningShop, language: str, size: ViewportSize
) -> None:
    sku = new_sku(shop)
    with visit(language, size) as staff:
        enters(staff, shop, f"/staff/stock?sku={sku}")
        staff.page.get_by_role("button", name=sku).click()
        staff.types(movement="nothing")
        staff.presses("move")
        staff.sees("movement-wrong")
        staff.types(movement="-2", reason="broken")
        staff.button("move").dblclick()
        staff.sees("moved")
    assert shop.query(STOCK, sku) == [(3,)]


def test_shoppers_see_the_price_that_staff_set(visit: Visit, shop: RunningShop) -> None:
    sku = new_sku(shop)
    with visit("fr", PHONE) as staff, visit() as guest:
        enters(staff, shop, f"/staff/products/{handle_of(sku)}")
        staff.types(price="9,80")
        staff.presses("set-prices")
        staff.sees("prices-set")
        guest.goes_to(f"/products/{handle_of(sku)}")
        expect(guest.page.get_by_text("€9.80").first).to_be_visible()
        staff.presses("archive")
        expect(staff.button("publish")).to_be_visible()
        guest.page.reload()
        guest.sees("not-found")
        staff.presses("publish")
        expect(staff.button("archive")).to_be_visible()


@in_both_languages
def test_what_another_has_changed_first_is_shown_and_may_then_be_changed(
    visit: Visit, shop: RunningShop, language: str, size: ViewportSize
) -> None:
    sku = new_sku(shop)
    with visit(language, size) as staff:
        enters(staff, shop, f"/staff/products/{handle_of(sku)}")
        staff.types(price="9,80")
        with shop.client("staff") as other:
            prices = {"prices": [{"sku": sku, "price_minor": 11_00}]}
            assert other.put(f"/api/staff/products/{handle_of(sku)}/prices", json=prices).status_code == 200
        staff.presses("set-prices")
        changed = staff.page.get_by_role("alert").filter(has_text=staff.word("changed"))
        expect(changed).to_contain_text(re.compile(rf"{sku}.*12[.,]50.*11[.,]00"))
        staff.presses("set-prices")
        staff.sees("prices-set")
        expect(changed).to_be_hidden()
    assert shop.query("SELECT price_minor FROM catalog.variants WHERE sku = %s", sku) == [(9_80,)]


def test_an_order_that_another_has_shipped_is_not_shipped_again(visit: Visit, shop: RunningShop) -> None:
    number = confirmed_order(shop, new_sku(shop), quantity=1)["number"]
    with visit() as staff:
        enters(staff, shop, f"/staff/orders/{number}")
        staff.types(carrier="La Poste", tracking_code="LP42")
        with shop.client("staff") as other:
            sent = other.post(f"/api/staff/orders/{number}/ship", json={"carrier": "DHL", "tracking_code": "T1"})
            assert sent.status_code == 200
        staff.presses("ship")
        changed = staff.page.get_by_role("alert").filter(has_text=staff.word("changed"))
        expect(changed).to_contain_text("Shipped with DHL")
        expect(staff.button("ship")).to_be_hidden()


@in_both_languages
def test_a_price_that_is_probably_wrong_is_asked_about(
    visit: Visit, shop: RunningShop, language: str, size: ViewportSize
) -> None:
    sku = new_sku(shop)
    with visit(language, size) as staff:
        enters(staff, shop, f"/staff/products/{handle_of(sku)}")
        staff.types(price="0")
        staff.presses("set-prices")
        expect(dialog(staff)).to_contain_text(sku)
        assert barriers(staff) == []
        staff.page.keyboard.press("Escape")
        expect(dialog(staff)).to_be_hidden()
        assert shop.query("SELECT price_minor FROM catalog.variants WHERE sku = %s", sku) == [(12_50,)]
        staff.presses("set-prices")
        staff.presses("prices-yes")
        staff.sees("prices-set")
    assert shop.query("SELECT price_minor FROM catalog.variants WHERE sku = %s", sku) == [(0,)]


@in_both_languages
def test_a_catalogue_is_looked_at_before_it_is_imported(
    visit: Visit, shop: RunningShop, language: str, size: ViewportSize
) -> None:
    handle = f"teapot-{uuid4().hex[:8]}"
    with visit(language, size) as staff:
        enters(staff, shop, "/staff/catalogue")
        chooses(staff, a_file(a_row(handle, Variant_Price="much")))
        expect(staff.page.get_by_role("alert").get_by_text("Variant Price").first).to_be_visible()
        assert barriers(staff) == []
        chooses(staff, a_file(a_row(handle, Title="A New Teapot")))
        expect(staff.page.get_by_text("A New Teapot")).to_be_visible()
        assert shop.query("SELECT 1 FROM catalog.products WHERE handle = %s", handle) == []
        assert barriers(staff) == []
        staff.button("import").dblclick()
        staff.sees("imported")
        chooses(staff, a_file(a_row(handle, Title="A New Teapot", Variant_Price="5.05")))
        expect(staff.page.locator("del")).to_have_text("34.50")
        expect(staff.page.locator("ins")).to_have_text("5.05")
    assert len(shop.query("SELECT 1 FROM catalog.products WHERE handle = %s", handle)) == 1


def chooses(staff: Visitor, content: bytes) -> None:
    file = FilePayload(name="catalog.csv", mimeType="text/csv", buffer=content)
    staff.page.get_by_label(staff.word("file")).set_input_files(file)
    staff.presses("preview")


def test_the_catalogue_is_saved_as_a_file(visit: Visit, shop: RunningShop) -> None:
    sku = new_sku(shop)
    with visit() as staff:
        enters(staff, shop, "/staff/catalogue")
        with staff.page.expect_download() as download:
            staff.presses("export")
        assert sku in download.value.path().read_text()


@in_both_languages
def test_a_dead_letter_is_shown_with_its_cause_and_sent_again(
    visit: Visit, shop: RunningShop, dead_letter: str, language: str, size: ViewportSize
) -> None:
    with visit(language, size) as staff:
        enters(staff, shop, "/staff/dead-letters")
        expect(staff.page.get_by_text("the shelf fell down")).to_be_visible()
        staff.page.get_by_role("button", name=staff.word("replay"), exact=True).click()
        assert barriers(staff) == []
        staff.page.keyboard.press("Escape")
        expect(staff.page.get_by_role("button", name=staff.word("replay"), exact=True)).to_be_focused()
        assert letter_state(shop, dead_letter) == "open"
        staff.page.keyboard.press("Enter")
        staff.button("replay-confirm").dblclick()
        staff.sees("replayed")
        assert letter_state(shop, dead_letter) == "replayed"
        staff.goes_to("/staff/actions")
        # The filters name every action too.
        entry = staff.page.get_by_role("listitem").get_by_text(staff.word("action-replay"))
        expect(entry.first).to_be_visible()
        assert barriers(staff) == []


def test_a_dead_letter_is_discarded_with_a_reason(visit: Visit, shop: RunningShop, dead_letter: str) -> None:
    with visit() as staff:
        enters(staff, shop, "/staff/dead-letters")
        staff.presses("discard")
        staff.presses("discard-confirm")
        field = dialog(staff).get_by_label(staff.word("reason"))
        expect(field).to_be_focused()
        field.fill("a test order")
        staff.presses("discard-confirm")
        staff.sees("discarded")
    assert letter_state(shop, dead_letter) == "discarded"
    last = "SELECT detail FROM messaging.staff_actions WHERE subject = %s"
    assert json.dumps(shop.query(last, dead_letter)[0][0]) == '{"reason": "a test order"}'


def test_dead_letters_of_a_kind_are_sent_again_together(visit: Visit, shop: RunningShop, dead_letter: str) -> None:
    with visit() as staff:
        enters(staff, shop, "/staff/dead-letters")
        staff.presses("replay-kind")
        staff.presses("replay-kind-confirm")
        staff.sees("kind-replayed")
    assert letter_state(shop, dead_letter) == "replayed"


def test_shoppers_see_that_this_is_for_staff(visit: Visit, shop: RunningShop) -> None:
    with visit("fr") as shopper:
        log_in(shopper, shop.run["logins"]["shopper"])
        shopper.goes_to("/staff/stock")
        shopper.sees("staff-only")
        assert barriers(shopper) == []
