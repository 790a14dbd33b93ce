"""What holds of every page: nobody is shut out, nothing moves by itself, nothing runs that should not."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, ViewportSize

from tests.e2e.shop import RunningShop
from tests.folders import ROOT
from tests.web.pages import PAGES, ShopPage, log_in, open_page, order
from tests.web.visitor import DESKTOP, PHONE, Visitor, visiting

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
ROUTES = ROOT / "frontend" / "src" / "routes.ts"
# Less than anybody can see: what a rounded half pixel adds up to.
SHIFT_MAX = 0.001
# The two windows differ in everything that may matter: size, language, colours.
WINDOWS: dict[str, tuple[str, ViewportSize, str]] = {
    "desktop, English, light": ("en", DESKTOP, "light"),
    "phone, French, dark": ("fr", PHONE, "dark"),
}


@pytest.fixture(scope="module", params=[*WINDOWS.values()], ids=[*WINDOWS])
def guest(request: pytest.FixtureRequest, browser: Browser, shop: RunningShop) -> Iterator[tuple[Visitor, str]]:
    """A guest who has ordered something, and the order's number."""
    language, size, colours = request.param
    with visiting(browser, shop.run["shop"], language, size, color_scheme=colours) as visitor:
        number = order(visitor)
        visitor.puts_into_cart("knitted-mittens")
        yield visitor, number


@pytest.fixture(scope="module", params=[*WINDOWS.values()], ids=[*WINDOWS])
def customer(request: pytest.FixtureRequest, browser: Browser, shop: RunningShop) -> Iterator[tuple[Visitor, str]]:
    """A customer who has ordered something, and the order's number."""
    language, size, colours = request.param
    with visiting(browser, shop.run["shop"], language, size, color_scheme=colours) as visitor:
        log_in(visitor, shop.run["logins"]["shopper"])
        yield visitor, order(visitor)


def for_everybody() -> list[Any]:
    return [pytest.param(page, id=name) for name, page in PAGES.items() if page.role is None]


def for_customers() -> list[Any]:
    return [pytest.param(page, id=name) for name, page in PAGES.items() if page.role == "shopper"]


@pytest.mark.parametrize("page", for_everybody())
def test_a_guests_page_is_for_everybody(guest: tuple[Visitor, str], page: ShopPage) -> None:
    _check(*guest, page)


@pytest.mark.parametrize("page", for_customers())
def test_a_customers_page_is_for_everybody(customer: tuple[Visitor, str], page: ShopPage) -> None:
    _check(*customer, page)


def _check(visitor: Visitor, number: str, page: ShopPage) -> None:
    visitor.page.route("**/api/**", _late)
    open_page(visitor, page, number)
    visitor.page.unroute("**/api/**", _late)
    unwanted = visitor.unwanted()
    assert sum(shift["value"] for shift in unwanted["shifts"]) < SHIFT_MAX, unwanted["shifts"]
    assert unwanted["violations"] == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it is wider than the window"
    assert _barriers(visitor) == []


def _late(route: Route) -> None:
    """The page is there before its contents are, as with a cold function."""
    answer = route.fetch()
    route.request.frame.page.wait_for_timeout(150)
    route.fulfill(response=answer)


def _barriers(visitor: Visitor) -> list[str]:
    """What axe finds, with the element and what is wrong with it."""
    visitor.page.evaluate(AXE.read_text())
    found = visitor.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def test_the_pages_here_are_the_pages_of_the_web_shop() -> None:
    routes = re.findall(r'^  "([^"]+)": \(\) => import', Path(ROUTES).read_text(), re.MULTILINE)
    assert {page.path for page in PAGES.values()} == {*routes, "*"}
