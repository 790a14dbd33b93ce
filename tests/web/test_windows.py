"""What becomes of the shop in a window that is small or has its own colours, and on the way from page to page."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.support.catalog_files import a_file, a_row
from tests.support.shop.running_shop import RunningShop
from tests.support.waiting import eventually
from tests.support.web.visitor import DESKTOP, PHONE, Visit, Visitor

# A page of 1280 pixels at 400 %.
MAGNIFIED: ViewportSize = {"width": 320, "height": 256}
LONG_WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
# Of one journey's step; the whole window moving by its own height is 1.
SHIFT_MAX = 0.05


def scrolled_to_the_end(visitor: Visitor) -> None:
    expect(visitor.page.locator("main li h2").first).to_be_visible()
    visitor.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    visitor.page.wait_for_function("scrollY > 300")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_another_category_begins_at_its_heading(visit: Visit, language: str) -> None:
    with visit(language) as guest:
        guest.goes_to("/products")
        scrolled_to_the_end(guest)
        guest.page.get_by_role("banner").get_by_role("link", name="Kitchen & Table").click()
        heading = guest.page.get_by_role("heading", level=1, name="Kitchen & Table")
        expect(heading).to_be_focused()
        expect(guest.page.locator("main li img").first).to_be_visible()
        assert guest.page.evaluate("scrollY") == 0
        assert sum(shift["value"] for shift in guest.unwanted()["shifts"]) < SHIFT_MAX


def test_another_search_begins_at_its_heading(visit: Visit) -> None:
    with visit(size=PHONE) as guest:
        guest.goes_to("/products?search=mug")
        expect(guest.page.locator("main li img").first).to_be_visible()
        box = guest.page.get_by_role("combobox", name=guest.word("search"))
        box.fill("mittens")
        box.press("Enter")
        expect(guest.page.get_by_role("heading", level=1, name="mittens")).to_be_focused()
        assert guest.page.evaluate("scrollY") == 0


def test_a_filter_keeps_the_focus(visit: Visit) -> None:
    with visit() as guest:
        guest.goes_to("/products")
        category = guest.page.get_by_role("main").get_by_role("combobox", name="Category")
        expect(category.get_by_role("option").nth(1)).to_be_attached()
        category.focus()
        category.select_option(index=1)
        guest.page.wait_for_url("**category=*")
        expect(category).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, MAGNIFIED], ids=["phone", "400 %"])
def test_the_header_does_not_stay_in_the_way(visit: Visit, size: ViewportSize) -> None:
    with visit(size=size) as guest:
        guest.goes_to("/products")
        scrolled_to_the_end(guest)
        expect(guest.page.get_by_role("banner")).not_to_be_in_viewport()


def test_a_phone_shows_the_button_that_adds_to_the_cart_at_once(visit: Visit) -> None:
    with visit(size=PHONE) as guest:
        guest.goes_to("/products/knitted-mittens")
        button = guest.page.get_by_role("main").get_by_role("button", name=guest.word("add"))
        expect(button).to_be_in_viewport(ratio=1)
        guest.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        expect(guest.page.get_by_role("contentinfo").get_by_role("link").last).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_long_word_widens_no_page(visit: Visit, shop: RunningShop, size: ViewportSize) -> None:
    handle = f"long-{uuid4().hex[:8]}"
    row = a_row(handle, Title=LONG_WORD, Vendor=LONG_WORD, Option1_Name="Model", Option1_Value=LONG_WORD)
    with shop.client("staff") as staff:
        headers = {"content-type": "text/csv"}
        assert staff.post("/api/staff/catalog", content=a_file(row), headers=headers).status_code == 200
        eventually(
            lambda: staff.get(f"/api/products/{handle}").json()["variants"][0]["available"],
            seconds=30,
            what="the stock has arrived",
        )
    with visit(size=size) as guest:
        guest.puts_into_cart(handle)
        for path in (f"/products/{handle}", f"/products?search={LONG_WORD}", "/cart", "/checkout"):
            guest.goes_to(path)
            expect(guest.page.get_by_text(re.compile(LONG_WORD)).last).to_be_visible()
            assert guest.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_chosen_variant_is_seen_in_forced_colours(visit: Visit) -> None:
    with visit(forced_colors="active") as guest:
        guest.goes_to("/products/knitted-mittens")
        colours = "one => getComputedStyle(one.closest('label')).backgroundColor"
        chosen, other = guest.page.get_by_role("radio", checked=True), guest.page.get_by_role("radio", checked=False)
        expect(chosen.first).to_be_visible()
        assert chosen.first.evaluate(colours) != other.first.evaluate(colours)
