"""A line of an order is sent back, from the shopper's withdrawal to the refund, seen from both sides of the counter."""

import re
from uuid import uuid4

from playwright.sync_api import ViewportSize, expect

from tests.support.factories import ADDRESS, PRICE_MINOR, agreed_total
from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually
from tests.support.web.accessibility import barriers
from tests.support.web.pages import log_in
from tests.support.web.visitor import Visit, Visitor
from tests.support.web.windows import in_both_languages

EMAIL = "ada@example.org"


@in_both_languages
def test_one_line_is_withdrawn_received_and_refunded(
    visit: Visit, shop: RunningShop, language: str, size: ViewportSize
) -> None:
    kept, sent_back = (shop.sells(f"BACK-{uuid4().hex[:8].upper()}", on_hand=5) for _ in range(2))
    number = delivered_order(shop, kept, sent_back)
    with visit(language, size) as guest, visit(language, size) as staff:
        withdraw(guest, number, kept)
        receive(staff, shop, number)
        card = staff.page.get_by_role("region", name=re.compile("^(Returns|Retours)$"))
        expect(card.get_by_text(staff.word("return-refunded"), exact=True)).to_be_visible()
        expect(staff.page.get_by_text(re.compile("^.*(For a return|Pour un retour)$"))).to_be_visible()
        assert barriers(staff) == []
        guest.page.reload()
        expect(guest.page.get_by_text(guest.word("return-refunded"), exact=True).first).to_be_visible()
        expect(guest.page.get_by_text(re.compile(r"12[.,]50")).last).to_be_visible()
    assert shop.query("SELECT state, refunded_minor FROM orders.orders WHERE number = %s", number) == [
        ("delivered", PRICE_MINOR)
    ]
    eventually(lambda: on_hand(shop, sent_back) == 5, seconds=30, what="what came back is in stock again")
    assert on_hand(shop, kept) == 4


def withdraw(guest: Visitor, number: str, kept: str) -> None:
    """Withdraws from the contract about all lines but `kept`."""
    guest.goes_to("/withdraw")
    guest.types(number=number, email=EMAIL)
    guest.presses("continue")
    guest.page.get_by_label(re.compile(kept)).select_option("0")
    assert barriers(guest) == []
    guest.presses("withdraw-confirm")
    guest.sees("return-approved")
    assert guest.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def receive(staff: Visitor, shop: RunningShop, number: str) -> None:
    """Receives it in good condition, and agrees to the refund."""
    log_in(staff, shop.run["logins"]["staff"])
    staff.goes_to(f"/staff/orders/{number}")
    expect(staff.button("receive")).to_be_visible()
    assert barriers(staff) == []
    assert staff.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    staff.presses("receive")
    expect(staff.page.get_by_role("dialog")).to_contain_text(re.compile(r"12[.,]50"))
    staff.presses("refund-yes")
    expect(staff.button("receive")).to_be_hidden()


def delivered_order(shop: RunningShop, *skus: str) -> str:
    """The number of a guest's order of one of each, which the payment is captured of."""
    body = {
        "lines": [{"sku": sku, "quantity": 1} for sku in skus],
        **agreed_total(*((PRICE_MINOR, 1) for _ in skus)),
        **{"email": EMAIL, "address": ADDRESS, "payment_method": "card_ok"},
    }
    with shop.client() as guest:
        placed = guest.post("/api/orders", json=body, headers={"idempotency-key": str(uuid4())})
        assert placed.status_code == 201, placed.text
    number = str(placed.json()["number"])
    for state, step, sent in (
        ("confirmed", "ship", {"carrier": "La Poste", "tracking_code": "LP1"}),
        ("shipped", "deliver", None),
    ):
        becomes(shop, number, state)
        with shop.client("staff") as staff:
            answer = staff.post(f"/api/staff/orders/{number}/{step}", json=sent)
            assert answer.status_code == 200, answer.text
    return number


def becomes(shop: RunningShop, number: str, state: str) -> None:
    eventually(lambda: state_of(shop, number) == state, seconds=30, what=f"the order is {state}")


def state_of(shop: RunningShop, number: str) -> str:
    return str(shop.query("SELECT state FROM orders.orders WHERE number = %s", number)[0][0])


def on_hand(shop: RunningShop, sku: str) -> int:
    return int(shop.query("SELECT on_hand FROM inventory.stock WHERE sku = %s", sku)[0][0])
