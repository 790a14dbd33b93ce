"""Staff create a product with variants on its page, publish it and edit it; a shopper finds and orders it."""

from uuid import uuid4

from playwright.sync_api import ViewportSize, expect

from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually
from tests.support.web.accessibility import barriers
from tests.support.web.pages import log_in
from tests.support.web.visitor import Visit, Visitor
from tests.support.web.windows import in_both_languages

WORDS = {
    "en": {
        "new": "New product",
        "title": "Title",
        "description": "Description",
        "category": "Category",
        "add-option": "Add an option",
        "option": "Name of option {}",
        "values": "New values of {}",
        "add-values": "Add values",
        "price": "Price in EUR for all new variants",
        "stock": "Stock for all new variants",
        "fill": "Fill in",
        "create": "Save as draft",
        "publish": "Publish",
        "hidden": "Shoppers do not see this product.",
        "shown": "Shoppers see this product.",
        "edit": "Edit text, options and variants",
        "remove": "Remove the variant {}",
        "save": "Save changes",
        "reserved": "Orders have reserved 1 of",
        "add-variant": "Add variant",
    },
    "fr": {
        "new": "Nouveau produit",
        "title": "Titre",
        "description": "Description",
        "category": "Catégorie",
        "add-option": "Ajouter une option",
        "option": "Nom de l’option {}",
        "values": "Nouvelles valeurs de {}",
        "add-values": "Ajouter les valeurs",
        "price": "Prix en EUR de toutes les nouvelles variantes",
        "stock": "Stock de toutes les nouvelles variantes",
        "fill": "Remplir",
        "create": "Enregistrer le brouillon",
        "publish": "Mettre en vente",
        "hidden": "Les clients ne voient pas ce produit.",
        "shown": "Les clients voient ce produit.",
        "edit": "Modifier texte, options et variantes",
        "remove": "Retirer la variante {}",
        "save": "Enregistrer les changements",
        "reserved": "Des commandes ont mis de côté 1 de",
        "add-variant": "Ajouter la variante",
    },
}
VARIANTS = """
    SELECT array_to_string(option_values, '/') FROM catalog.variants v JOIN catalog.products p ON p.id = product_id
    WHERE handle = %s ORDER BY position
"""
STOCK = "SELECT on_hand, reserved FROM inventory.stock WHERE sku = %s"


def types(staff: Visitor, key: str, text: str, *names: object) -> None:
    staff.page.get_by_label(WORDS[staff.language][key].format(*names), exact=True).fill(text)


def presses(staff: Visitor, key: str, *names: object) -> None:
    staff.page.get_by_role("button", name=WORDS[staff.language][key].format(*names), exact=True).click()


def has_stock(shop: RunningShop, sku: str, quantities: tuple[int, int]) -> None:
    eventually(lambda: shop.query(STOCK, sku) == [quantities], seconds=30, what=f"the stock of {sku} is {quantities}")


def creates(staff: Visitor, title: str) -> None:
    """A product of two options, of which the second one's first values are added by Enter."""
    staff.goes_to("/staff/products")
    staff.page.get_by_role("link", name=WORDS[staff.language]["new"]).click()
    types(staff, "title", title)
    types(staff, "description", "Spun by hand.\n\nWarm.")
    types(staff, "category", "Clothing")
    for number, (name, values) in enumerate((("Colour", "Moss, Sand"), ("Size", "S, M, L")), start=1):
        presses(staff, "add-option")
        types(staff, "option", name, number)
        types(staff, "values", values, name)
        staff.page.keyboard.press("Enter")
    types(staff, "price", "12,50")
    types(staff, "stock", "4")
    presses(staff, "fill")
    assert barriers(staff) == []
    presses(staff, "create")
    expect(staff.page.get_by_text(WORDS[staff.language]["hidden"])).to_be_visible()


@in_both_languages
def test_a_product_is_created_published_ordered_and_edited(
    visit: Visit, shop: RunningShop, language: str, size: ViewportSize
) -> None:
    title = f"Shawl {uuid4().hex[:8]}"
    handle, words = title.lower().replace(" ", "-"), WORDS[language]
    with visit(language, size) as staff, visit(language, size) as guest:
        log_in(staff, shop.run["logins"]["staff"])
        creates(staff, title)
        guest.goes_to(f"/products/{handle}")
        expect(guest.page.get_by_role("heading", name=title)).to_be_hidden()
        presses(staff, "publish")
        expect(staff.page.get_by_text(words["shown"])).to_be_visible()
        every = ["Moss/S", "Sand/S", "Moss/M", "Sand/M", "Moss/L", "Sand/L"]
        assert [row[0] for row in shop.query(VARIANTS, handle)] == every
        has_stock(shop, f"{handle}.moss.s", (4, 0))

        guest.puts_into_cart(handle)
        guest.goes_to("/checkout")
        guest.types_address()
        guest.presses("order")
        guest.arrives_at_order()
        has_stock(shop, f"{handle}.moss.s", (4, 1))

        staff.page.get_by_role("link", name=words["edit"]).click()
        presses(staff, "remove", "Moss / S")
        presses(staff, "save")
        expect(staff.page.get_by_role("alert")).to_contain_text(words["reserved"])
        assert barriers(staff) == []
        presses(staff, "add-variant")
        presses(staff, "remove", "Sand / L")
        types(staff, "title", f"Warm {title}")
        presses(staff, "save")
        expect(staff.page.get_by_text(words["shown"])).to_be_visible()
        guest.goes_to(f"/products/{handle}")
        expect(guest.page.get_by_role("heading", name=f"Warm {title}")).to_be_visible()
    assert sorted(row[0] for row in shop.query(VARIANTS, handle)) == sorted(every[:-1])
    ((removed,),) = shop.query("SELECT count(*) FROM catalog.variants WHERE sku = %s", f"{handle}.sand.l")
    assert removed == 0
