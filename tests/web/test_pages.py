"""What holds of every page: no visitor is shut out, nothing moves by itself, nothing runs that should not."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.support.folders import ROOT
from tests.support.shop.running_shop import RunningShop
from tests.support.web.accessibility import barriers
from tests.support.web.pages import PAGES, WINDOWS, Guests, ShopPage, open_page
from tests.support.web.visitor import Visit

ROUTES = ROOT / "frontend" / "src" / "app" / "routes.ts"
# Less than a visitor can see: what rounded half pixels add up to.
SHIFT_MAX = 0.001
LATE_MILLISECONDS = 150
FIRST_LOAD_BYTES_MAX = 120_000


@pytest.fixture(scope="module")
def guests(browser: Browser, shop: RunningShop) -> Iterator[Guests]:
    with ExitStack() as windows:
        yield Guests(browser, shop, windows)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("window", WINDOWS)
def test_a_page_is_accessible(guests: Guests, window: str, page: ShopPage) -> None:
    visitor, number = guests.who_may_see(page, window)
    visitor.page.route("**/api/**", _answer_late)
    open_page(visitor, page, number)
    visitor.page.unroute("**/api/**", _answer_late)
    unwanted = visitor.unwanted()
    assert sum(shift["value"] for shift in unwanted["shifts"]) < SHIFT_MAX, unwanted["shifts"]
    assert unwanted["violations"] == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it is wider than the window"
    assert barriers(visitor) == []


def _answer_late(route: Route) -> None:
    """The page is there before its contents are, as with a cold function."""
    answer = route.fetch()
    visitor_page = route.request.frame.page
    visitor_page.wait_for_timeout(LATE_MILLISECONDS)
    route.fulfill(response=answer)


def test_the_pages_here_are_the_pages_of_the_web_shop() -> None:
    routes = re.findall(r'^  "([^"]+)": (?:withTexts\(|\(\) => import)', ROUTES.read_text(), re.MULTILINE)
    assert {page.path for page in PAGES.values()} == {*routes, "*"}


def test_the_first_load_brings_no_more_javascript_than_promised(visit: Visit) -> None:
    with visit() as guest:
        guest.goes_to("/")
        expect(guest.page.locator("main li h3 a").first).to_be_visible()
        loaded = guest.page.evaluate(
            "performance.getEntriesByType('resource').filter(one => new URL(one.name).pathname.endsWith('.js'))"
            ".map(one => one.encodedBodySize)"
        )
    assert loaded
    assert 0 < sum(loaded) <= FIRST_LOAD_BYTES_MAX


def test_pictures_keep_their_place_and_come_when_they_are_near(visit: Visit) -> None:
    with visit() as guest:
        guest.goes_to("/products")
        pictures = guest.page.locator("main li img")
        expect(pictures.first).to_be_visible()
        images = pictures.evaluate_all(
            "all => all.map(one => [one.getAttribute('width'), one.getAttribute('height'), one.loading])"
        )
        assert all(width and height for width, height, _ in images)
        assert images[-1][2] == "lazy"
