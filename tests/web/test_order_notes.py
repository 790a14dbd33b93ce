"""Staff write notes on an order in the browser, in both languages, and shoppers see none of them."""

from uuid import uuid4

from playwright.sync_api import ViewportSize, expect

from tests.support.shop.running_shop import RunningShop, an_order
from tests.support.web.accessibility import barriers
from tests.support.web.pages import log_in
from tests.support.web.visitor import Visit
from tests.support.web.windows import in_both_languages

WORDS = {
    "en": {"add": "Add the note", "empty": "Please write something first.", "log": "Note written on an order"},
    "fr": {"add": "Ajouter la note", "empty": "Écrivez d’abord quelque chose.", "log": "Note ajoutée à une commande"},
}


@in_both_languages
def test_notes_are_written_once_and_listed_newest_first(
    visit: Visit, shop: RunningShop, language: str, size: ViewportSize
) -> None:
    sku, words = shop.sells(f"NOTE-{uuid4().hex[:8].upper()}", on_hand=5), WORDS[language]
    with shop.client() as guest:
        placed = guest.post("/api/orders", json=an_order(sku), headers={"idempotency-key": str(uuid4())})
    number = str(placed.json()["number"])
    with visit(language, size) as staff:
        log_in(staff, shop.run["logins"]["staff"])
        staff.goes_to(f"/staff/orders/{number}")
        notes = staff.page.get_by_role("region", name="Notes", exact=True)
        field, add = notes.get_by_label("Note", exact=True), notes.get_by_role("button", name=words["add"])
        add.click()
        expect(notes.get_by_text(words["empty"])).to_be_visible()
        for text in ("wants a blue one", "x" * 300):
            field.fill(text)
            add.dblclick()
            expect(notes.get_by_role("listitem").first).to_contain_text(text)
            expect(field).to_have_value("")
        assert notes.get_by_role("listitem").count() == 2
        assert barriers(staff) == []
        assert staff.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        staff.goes_to("/staff/actions")
        # The filters name every action too.
        expect(staff.page.get_by_role("listitem").get_by_text(words["log"]).first).to_be_visible()
    written = shop.query(
        "SELECT text FROM orders.notes n JOIN orders.orders o ON o.id = n.order_id WHERE o.number = %s ORDER BY n.at",
        number,
    )
    assert written == [("wants a blue one",), ("x" * 300,)]
    with shop.client() as guest:
        seen = guest.post("/api/order-look-ups", json={"number": number, "email": an_order(sku)["email"]})
    assert (seen.status_code, seen.json()["notes"]) == (200, None)
