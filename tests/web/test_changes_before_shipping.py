"""A shopper changes an order before it is shipped, and is charged for what is left."""

import re
from uuid import uuid4

from playwright.sync_api import ViewportSize, expect

from tests.support.factories import PRICE_MINOR
from tests.support.shop.confirmed_order import EMAIL, confirmed_order
from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually
from tests.support.web.accessibility import barriers
from tests.support.web.pages import log_in
from tests.support.web.visitor import Visit
from tests.support.web.windows import in_both_languages

CAPTURED = """
    SELECT p.captured_minor FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id WHERE o.number = %s
"""


@in_both_languages
def test_an_order_goes_elsewhere_without_an_item_that_was_taken_out(
    visit: Visit, shop: RunningShop, language: str, size: ViewportSize
) -> None:
    sku = shop.sells(f"LESS-{uuid4().hex[:8].upper()}", on_hand=5)
    order = confirmed_order(shop, sku)
    number, left_minor = order["number"], order["total_minor"] - PRICE_MINOR
    with visit(language, size) as guest, visit(language, size) as staff:
        guest.goes_to("/order-look-up")
        guest.types(number=number, email=EMAIL)
        guest.presses("find")
        guest.presses("change-address")
        guest.types(street="2 Rue Bleue")
        guest.presses("save-address")
        expect(guest.page.get_by_text("2 Rue Bleue")).to_be_visible()
        guest.presses("take-out")
        guest.page.get_by_label(re.compile(sku)).select_option("1")
        guest.presses("continue")
        expect(guest.page.get_by_role("status").filter(has_text=re.compile(r"12[.,]50"))).to_be_visible()
        guest.presses("take-out-yes")
        expect(guest.button("take-out-yes")).to_be_hidden()
        assert barriers(guest) == []
        assert guest.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        log_in(staff, shop.run["logins"]["staff"])
        staff.goes_to(f"/staff/orders/{number}")
        expect(staff.page.get_by_text("2 Rue Bleue").first).to_be_visible()
        staff.types(carrier="DHL", tracking_code="JD01")
        staff.presses("ship")
        expect(staff.page.get_by_role("link", name="JD01")).to_be_visible()
    eventually(lambda: shop.query(CAPTURED, number) == [(left_minor,)], seconds=30, what="the rest is captured")
    assert shop.query("SELECT on_hand FROM inventory.stock WHERE sku = %s", sku) == [(3,)]
