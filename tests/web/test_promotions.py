"""Staff make a voucher in the browser, and a shopper orders with it, in both languages."""

import re
from uuid import uuid4

from playwright.sync_api import ViewportSize, expect

from tests.support.shop.running_shop import RunningShop
from tests.support.web.accessibility import barriers
from tests.support.web.pages import PRODUCT, log_in
from tests.support.web.visitor import Visit, Visitor
from tests.support.web.windows import in_both_languages

WORDS = {
    "en": {
        "new": "New promotion",
        "name-en": "Name in English",
        "name-fr": "Name in French",
        "code": "Voucher code",
        "share": "Percentage off",
        "create": "Create promotion",
        "apply": "Apply",
        "applied": "Applied",
        "unknown": "We do not know this code.",
        "end": "End now",
        "end-yes": "Yes, end it",
        "ended": "Ended",
        "expired": "This voucher has expired.",
    },
    "fr": {
        "new": "Nouvelle promotion",
        "name-en": "Nom en anglais",
        "name-fr": "Nom en français",
        "code": "Code de réduction",
        "share": "Remise en pour cent",
        "create": "Créer la promotion",
        "apply": "Appliquer",
        "applied": "Appliqué",
        "unknown": "Nous ne connaissons pas ce code.",
        "end": "Terminer maintenant",
        "end-yes": "Oui, terminer",
        "ended": "Terminée",
        "expired": "Ce bon a expiré.",
    },
}


def enter(guest: Visitor, code: str) -> None:
    words = WORDS[guest.language]
    guest.page.get_by_label(words["code"], exact=True).fill(code.lower())
    guest.page.get_by_role("button", name=words["apply"], exact=True).click()


@in_both_languages
def test_a_voucher_is_made_used_and_ended(visit: Visit, shop: RunningShop, language: str, size: ViewportSize) -> None:
    code, words = f"WEB-{uuid4().hex[:8].upper()}", WORDS[language]
    name = f"Sale {code}"
    with visit(language, size) as staff, visit(language, size) as guest:
        log_in(staff, shop.run["logins"]["staff"])
        staff.goes_to("/staff/promotions")
        staff.page.get_by_role("button", name=words["new"]).click()
        assert barriers(staff) == []
        for label, text in (("name-en", name), ("name-fr", name), ("code", code), ("share", "12,5")):
            staff.page.get_by_label(words[label], exact=True).fill(text)
        staff.page.get_by_role("button", name=words["create"]).dblclick()
        row = staff.page.get_by_role("listitem").filter(has_text=code)
        expect(row).to_be_visible()

        guest.puts_into_cart(PRODUCT)
        guest.goes_to("/checkout")
        enter(guest, "NOT-A-CODE")
        expect(guest.page.get_by_text(words["unknown"])).to_be_visible()
        enter(guest, code)
        expect(guest.page.get_by_text(words["applied"], exact=True)).to_be_visible()
        expect(guest.page.locator("main dl")).to_contain_text(f"{name} ({code})")
        assert barriers(guest) == []
        guest.types_address()
        guest.presses("order")
        number = guest.arrives_at_order()
        guest.pays()
        guest.sees("confirmed")
        expect(guest.page.locator("main dl")).to_contain_text(f"{name} ({code})")

        staff.page.reload()
        expect(row).to_contain_text(re.compile(r": 1 "))
        row.get_by_role("button", name=words["end"]).click()
        staff.page.get_by_role("button", name=words["end-yes"]).click()
        expect(row).to_contain_text(words["ended"])
        guest.puts_into_cart(PRODUCT)
        guest.goes_to("/checkout")
        expect(guest.page.get_by_text(words["expired"])).to_be_visible()
    found = shop.query(
        "SELECT total_minor = subtotal_minor + shipping_minor - discount_minor, discount_minor > 0, uses"
        " FROM orders.orders, promotions.promotions WHERE number = %s AND code = %s",
        number,
        code,
    )
    assert found == [(True, True, 1)]
