"""A business of another member state orders with a voucher, gets two parcels, and sends one line back, to the cent.

Every amount is what a person works out from the two prices: 18.00 and 12.00 with the French VAT of 20 %, and shipping
of 4.90.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, ViewportSize, expect
from pypdf import PdfReader

from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually
from tests.support.web.pages import log_in
from tests.support.web.visitor import DESKTOP, PHONE, Visit, Visitor

PRICES_MINOR = {"TWO": 18_00, "ONE": 12_00}
EMAIL = "buyer@example.org"


@dataclass(frozen=True)
class Business:
    """Where the business is, and what it would pay in VAT as a person: by line, 31.50 and 10.50 and 4.90 with it."""

    country: str
    vat_number: str
    company: str
    address: dict[str, str]
    vat: tuple[str, int]


GERMAN = Business(
    "DE",
    "DE136695976",
    "Rad und Tat GmbH",
    {"name": "Ada Lovelace", "street": "Hauptstraße 1", "postal_code": "10115", "city": "Berlin"},
    ("19", 5_03 + 1_68 + 78),
)
BELGIAN = Business(
    "BE",
    "BE0428759497",
    "Vélos SA",
    {"name": "Ada Lovelace", "street": "Rue Neuve 1", "postal_code": "1000", "city": "Bruxelles"},
    ("21", 5_47 + 1_82 + 85),
)
WORDS = {
    "en": {
        **{"invoice": "Invoice", "credit-note": "Credit note", "due": "VAT is due from the buyer"},
        **{"subtotal": "Subtotal", "shipping": "Shipping", "total": "Total", "none": "Without VAT"},
        **{"vat": "Includes VAT {rate}%", "company": "Company (optional)", "number": "VAT number (optional)"},
        **{"code": "Voucher code", "apply": "Apply", "reverse-charge": "Reverse charge:"},
        **{"known-number": "VAT number {number}", "refunded": "Refunded", "requested": "Waiting for our decision"},
        **{"approve": "Approve", "for-return": "For a return", "refund": "Refund: {amount}", "delivered": "Delivered"},
    },
    "fr": {
        **{"invoice": "Facture", "credit-note": "Avoir", "due": "TVA due par l’acheteur"},
        **{"subtotal": "Sous-total", "shipping": "Livraison", "total": "Total", "none": "Sans TVA"},
        **{"vat": "Dont TVA {rate} %", "company": "Société (facultatif)", "number": "Numéro de TVA (facultatif)"},
        **{"code": "Code de réduction", "apply": "Appliquer", "reverse-charge": "Autoliquidation :"},
        **{
            "known-number": "Numéro de TVA {number}",
            "refunded": "Remboursé",
            "requested": "En attente de notre décision",
        },
        **{"approve": "Accepter", "for-return": "Pour un retour", "refund": "Remboursement : {amount}"},
        **{"delivered": "Livrée"},
    },
}


# A busy machine takes its time; nothing is waited for longer than it takes.
@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("language", "size", "business"),
    [pytest.param("en", DESKTOP, GERMAN, id="English"), pytest.param("fr", PHONE, BELGIAN, id="French")],
)
def test_a_business_orders_abroad_and_sends_one_line_back(
    visit: Visit, shop: RunningShop, language: str, size: ViewportSize, business: Business
) -> None:
    suffix = uuid4().hex[:8].upper()
    skus = {name: shop.sells(f"{name}-{suffix}", on_hand=5, price_minor=minor) for name, minor in PRICES_MINOR.items()}
    code = voucher(shop, f"TRADE-{suffix}")
    with visit(language, size) as buyer, visit(language, size) as staff:
        fill_the_cart(buyer, skus)
        check_out(buyer, business, code)
        number = order_and_pay(buyer, code)
        log_in(staff, shop.run["logins"]["staff"])
        ship_in_two_parcels(staff, number, business, code, skus)
        announce_the_return(buyer, skus)
        take_the_return(staff)
        see_the_refund(buyer, code)
        for person in (buyer, staff):
            see_the_documents(person, business)
    assert shop.query("SELECT state, total_minor, refunded_minor FROM orders.orders WHERE number = %s", number) == [
        ("delivered", 39_08, 8_75)
    ]


def voucher(shop: RunningShop, code: str) -> str:
    """An eighth off."""
    terms = {"kind": "percentage", "share_basis_points": 1250, "names": {"en": "Trade", "fr": "Pros"}, "code": code}
    with shop.client("staff") as staff:
        made = staff.post("/api/staff/promotions", json=terms, headers={"idempotency-key": str(uuid4())})
        assert made.status_code == 201, made.text
    return code


def fill_the_cart(buyer: Visitor, skus: dict[str, str]) -> None:
    """Two of the one and one of the other, at the prices that everyone sees."""
    for name, sku in skus.items():
        buyer.goes_to(f"/products/product-{sku.lower()}")
        expect(buyer.page.get_by_text(money(buyer, PRICES_MINOR[name]), exact=True).first).to_be_visible()
        buyer.presses("add")
        buyer.sees("added")
    buyer.goes_to("/cart")
    row = buyer.page.get_by_role("listitem").filter(has_text=skus["TWO"])
    row.get_by_role("button", name=buyer.word("more")).click()
    expect(row).to_contain_text(money(buyer, 36_00))
    expect(buyer.page.get_by_text(money(buyer, 48_00)).first).to_be_visible()


def check_out(buyer: Visitor, business: Business, code: str) -> None:
    """The costs follow each field: the voucher, the country's VAT, and the number, with which none is due."""
    words, page = WORDS[buyer.language], buyer.page
    buyer.follows("checkout")
    costs(buyer, subtotal=48_00, shipping=4_90, total=52_90, vat=("20", 6_00 + 2_00 + 82))
    page.get_by_label(words["code"], exact=True).fill(code)
    page.get_by_role("button", name=words["apply"], exact=True).click()
    with_voucher: Any = {"subtotal": 48_00, "shipping": 4_90, "voucher": (code, -6_00), "total": 46_90}
    costs(buyer, **with_voucher, vat=("20", 5_25 + 1_75 + 82))
    page.get_by_label(buyer.word("country"), exact=True).select_option(business.country)
    costs(buyer, **with_voucher, vat=business.vat)
    buyer.types(email=EMAIL, **business.address)
    page.get_by_label(words["company"], exact=True).fill(business.company)
    page.get_by_label(words["number"], exact=True).fill(business.vat_number)
    page.get_by_label(words["number"], exact=True).blur()
    reverse_charged(buyer, code)


def order_and_pay(buyer: Visitor, code: str) -> str:
    """The number of the order; each button says the amount, and so does the provider's page."""
    page = buyer.page
    page.get_by_role("button", name=buyer.word("order") + money(buyer, 39_08), exact=True).click()
    number = buyer.arrives_at_order()
    reverse_charged(buyer, code)
    page.get_by_role("button", name=buyer.word("pay") + money(buyer, 39_08), exact=True).click()
    page.get_by_role("radio", name="A card that works", exact=True).check()
    expect(page.locator("body")).to_contain_text("To pay: 3908 minor units of EUR.")
    page.get_by_role("button", name="Pay").click()
    buyer.sees("confirmed")
    reverse_charged(buyer, code)
    return number


def ship_in_two_parcels(staff: Visitor, number: str, business: Business, code: str, skus: dict[str, str]) -> None:
    words, page = WORDS[staff.language], staff.page
    staff.goes_to(f"/staff/orders/{number}")
    reverse_charged(staff, code)
    expect(page.get_by_text(words["known-number"].format(number=business.vat_number))).to_be_visible()
    expect(page.get_by_text(business.company).first).to_be_visible()
    quantity(staff, skus["ONE"]).select_option("0")
    quantity(staff, skus["TWO"]).select_option("1")
    for tracking_code in ("JD01", "JD02"):
        staff.types(carrier="DHL", tracking_code=tracking_code)
        staff.presses("ship")
        expect(page.get_by_role("link", name=tracking_code)).to_be_visible()
    staff.presses("deliver")
    expect(staff.button("deliver")).to_be_hidden()
    expect(page.get_by_text(words["delivered"], exact=True).first).to_be_visible()


def announce_the_return(buyer: Visitor, skus: dict[str, str]) -> None:
    """Of the second line; both parcels are there."""
    buyer.page.reload()
    for tracking_code in ("JD01", "JD02"):
        expect(buyer.page.get_by_role("link", name=tracking_code)).to_be_visible()
    buyer.presses("return")
    buyer.page.locator("form").get_by_label(re.compile(skus["TWO"])).select_option("0")
    buyer.presses("return-confirm")
    expect(buyer.page.get_by_text(WORDS[buyer.language]["requested"], exact=True)).to_be_visible()


def take_the_return(staff: Visitor) -> None:
    """Approves it, receives it in good condition, and agrees to the refund of 10.00 less its eighth."""
    words, page, refund = WORDS[staff.language], staff.page, money(staff, 8_75)
    page.reload()
    page.get_by_role("button", name=words["approve"], exact=True).click()
    expect(page.get_by_role("button", name=words["approve"], exact=True)).to_be_hidden()
    staff.presses("receive")
    page.get_by_role("dialog").get_by_role("button", name=re.compile(f"^{staff.word('refund-yes')}.*")).click()
    expect(page.get_by_role("listitem").filter(has_text=words["for-return"])).to_contain_text(refund)
    expect(page.get_by_text(words["refund"].format(amount=refund)).first).to_be_visible()


def see_the_refund(buyer: Visitor, code: str) -> None:
    words, page = WORDS[buyer.language], buyer.page
    expect(page.get_by_text(words["refund"].format(amount=money(buyer, 8_75))).first).to_be_visible()
    page.reload()
    reverse_charged(buyer, code, refunded=8_75)


def see_the_documents(person: Visitor, business: Business) -> None:
    """The invoice and the credit note, with their amounts, also in the PDFs, which say why there is no VAT."""
    words = WORDS[person.language]
    # A credit note is there a moment after the refund.
    document = person.page.get_by_role("listitem").filter(has_text=re.compile(f"^{words['credit-note']} CN-"))
    eventually(lambda: is_shown(person, document), seconds=30, what="the credit note is listed")
    for series, kind, minor in (("INV", words["invoice"], 39_08), ("CN", words["credit-note"], 8_75)):
        row = person.page.get_by_role("listitem").filter(has_text=re.compile(f"^{kind} {series}-"))
        expect(row).to_contain_text(f": {money(person, minor)}")
        with person.page.expect_download() as download:
            row.get_by_role("button").click()
        text = text_of(download.value.path())
        for said in (business.company, business.vat_number, words["due"], money(person, minor)):
            assert said in text, f"{download.value.suggested_filename} lacks {said}: {text}"


def is_shown(person: Visitor, document: Locator) -> bool:
    """Whether the page lists it; if not, the page is loaded again."""
    person.page.wait_for_load_state("networkidle")
    if document.count() == 1:
        return True
    person.page.reload()
    return False


def text_of(document: Path) -> str:
    return " ".join(PdfReader(document).pages[0].extract_text().split())


def quantity(staff: Visitor, sku: str) -> Locator:
    """How many go, in the form for a parcel."""
    return staff.page.locator("form", has=staff.button("ship")).get_by_label(re.compile(sku))


def reverse_charged(visitor: Visitor, code: str, *, refunded: int | None = None) -> None:
    """Two at 15.00 and one at 10.00, an eighth less, and 4.08 for the shipping: 39.08, of which nothing is VAT."""
    net: Any = {"subtotal": 40_00, "shipping": 4_08, "voucher": (code, -5_00), "total": 39_08}
    costs(visitor, **net, vat=None, refunded=refunded)
    expect(visitor.page.get_by_text(WORDS[visitor.language]["reverse-charge"])).to_be_visible()


def costs(
    visitor: Visitor,
    *,
    subtotal: int,
    shipping: int,
    total: int,
    vat: tuple[str, int] | None,
    voucher: tuple[str, int] | None = None,
    refunded: int | None = None,
) -> None:
    """The whole list of what an order costs, and nothing beside it."""
    words = WORDS[visitor.language]
    name = "Pros" if visitor.language == "fr" else "Trade"
    rows = [
        (words["subtotal"], subtotal),
        (words["shipping"], shipping),
        *([(f"{name} ({voucher[0]})", voucher[1])] if voucher else []),
        (words["total"], total),
        (words["none"], 0) if vat is None else (words["vat"].format(rate=vat[0]), vat[1]),
        *([(words["refunded"], refunded)] if refunded else []),
    ]
    listed = visitor.page.locator("main dl", has=visitor.page.get_by_text(words["total"], exact=True))
    expect(listed.locator("dt")).to_have_text([label for label, _ in rows])
    expect(listed.locator("dd")).to_have_text([money(visitor, minor) for _, minor in rows])


def money(visitor: Visitor, minor: int) -> str:
    """The amount as the visitor's language writes it."""
    sign, (whole, cents) = "-" if minor < 0 else "", divmod(abs(minor), 100)
    return f"{sign}{whole},{cents:02} €" if visitor.language == "fr" else f"{sign}€{whole}.{cents:02}"
