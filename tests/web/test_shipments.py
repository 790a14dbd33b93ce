"""An order goes in two parcels without one of its items, seen from both sides of the counter."""

import re
from uuid import uuid4

from playwright.sync_api import Locator, ViewportSize, expect

from tests.support.factories import PRICE_MINOR
from tests.support.shop.confirmed_order import EMAIL, confirmed_order
from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually
from tests.support.web.accessibility import barriers
from tests.support.web.pages import log_in
from tests.support.web.visitor import Visit, Visitor
from tests.support.web.windows import in_both_languages


@in_both_languages
def test_an_order_goes_in_two_parcels_and_one_item_stays(
    visit: Visit, shop: RunningShop, language: str, size: ViewportSize
) -> None:
    sku = shop.sells(f"PART-{uuid4().hex[:8].upper()}", on_hand=5)
    number = confirmed_order(shop, sku)["number"]
    with visit(language, size) as staff, visit(language, size) as guest:
        log_in(staff, shop.run["logins"]["staff"])
        staff.goes_to(f"/staff/orders/{number}")
        for code in ("JD01", "JD02"):
            quantity(staff, "ship", sku).select_option("1")
            staff.types(carrier="DHL", tracking_code=code)
            staff.presses("ship")
            expect(staff.page.get_by_role("link", name=code)).to_be_visible()
        correct(staff)
        leave_out(staff, sku)
        assert barriers(staff) == []
        assert staff.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        guest.goes_to("/order-look-up")
        guest.types(number=number, email=EMAIL)
        guest.presses("find")
        link = guest.page.get_by_role("link", name="JD03")
        expect(link).to_have_attribute("href", re.compile("dhl.*JD03"))
        guest.sees("not-sent")
        assert barriers(guest) == []
        for person in (guest, staff):
            assert downloaded(person, "INV").startswith(b"%PDF-")
    eventually(lambda: brought_by_mail(shop, number) == ["INV", "CN"], seconds=30, what="both documents are mailed")
    eventually(lambda: refunded(shop, number) == PRICE_MINOR, seconds=30, what="the third item is refunded")
    assert shop.query("SELECT on_hand FROM inventory.stock WHERE sku = %s", sku) == [(3,)]


def downloaded(person: Visitor, series: str) -> bytes:
    """The document of the series that the order's page offers, of which there is one."""
    with person.page.expect_download() as download:
        person.page.get_by_role("button", name=re.compile(rf"{series}-[0-9]+-[0-9]+ \(PDF\)$")).click()
    assert re.fullmatch(rf"{series}-[0-9]+-[0-9]+\.pdf", download.value.suggested_filename)
    return download.value.path().read_bytes()


def brought_by_mail(shop: RunningShop, number: str) -> list[str]:
    """Of which series the order's mails have a PDF attached."""
    mails = [mail for mail in shop.mails() if number in mail and "application/pdf" in mail]
    return [series for series in ("INV", "CN") if any(f'filename="{series}-' in mail for mail in mails)]


def quantity(staff: Visitor, form: str, sku: str) -> Locator:
    """How many go, in the form with this button."""
    card = staff.page.locator("form", has=staff.button(form))
    return card.get_by_label(re.compile(sku))


def correct(staff: Visitor) -> None:
    """The code of the second parcel."""
    card = staff.page.get_by_role("region", name=re.compile("^(Parcels|Colis)$"))
    staff.button("correct").last.click()
    card.locator("[name=tracking_code]").fill("JD03")
    card.get_by_role("button", name=staff.word("save"), exact=True).click()
    expect(staff.page.get_by_role("link", name="JD03")).to_be_visible()


def leave_out(staff: Visitor, sku: str) -> None:
    quantity(staff, "release-confirm", sku).select_option("1")
    staff.presses("release-confirm")
    expect(staff.page.get_by_role("dialog")).to_contain_text(re.compile(r"12[.,]50"))
    staff.page.get_by_role("dialog").get_by_role("button", name=re.compile(f"^{staff.word('release-yes')}")).click()
    staff.sees("not-sent")
    expect(staff.button("release-confirm")).to_be_hidden()


def refunded(shop: RunningShop, number: str) -> int:
    return int(shop.query("SELECT refunded_minor FROM orders.orders WHERE number = %s", number)[0][0])
