"""Shoppers in a real browser.

CLOUDSHOP_WEB_URL names a shop that runs already, such as a cluster's; without it one is started for the tests. What
needs a look behind the counter (staff, the database) asks for `shop`, and is left out there.
"""

import os
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from local.web.web_shop import DIST
from tests.support.shop.running_shop import RunningShop, StartShop
from tests.support.web.chromium import open_chromium
from tests.support.web.visitor import DESKTOP, WAIT_MILLISECONDS, Visit, Visitor, visiting

# Of a test's parameters: the ones that differ from others in language or window only.
REPEATED = re.compile(r"\b(French|fr|phone)\b")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On a cluster, where each test has a dozen functions start, what a shop here shows as well is long."""
    is_on_cluster = bool(os.environ.get("CLOUDSHOP_WEB_URL"))
    for item in items:
        if is_on_cluster and REPEATED.search(item.name.partition("[")[2]):
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def local_shop(start_shop: StartShop) -> Iterator[RunningShop | None]:
    if os.environ.get("CLOUDSHOP_WEB_URL"):
        yield None
        return
    assert (DIST / "index.html").exists(), "The web shop is not built: make web"
    with start_shop() as shop:
        yield shop


@pytest.fixture(scope="session")
def shop(local_shop: RunningShop | None) -> RunningShop:
    """The shop that was started here."""
    if local_shop is None:
        pytest.skip("this looks behind the counter of a shop of its own")
    return local_shop


@pytest.fixture(scope="session")
def address(local_shop: RunningShop | None) -> str:
    return os.environ["CLOUDSHOP_WEB_URL"] if local_shop is None else str(local_shop.run["shop"])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=WAIT_MILLISECONDS)
    with open_chromium() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def visit(browser: Browser, address: str) -> Visit:
    """Opens a window of its own: `with visit("fr", PHONE) as visitor`."""

    def open_window(
        language: str = "en", size: ViewportSize = DESKTOP, **options: object
    ) -> AbstractContextManager[Visitor]:
        return visiting(browser, address, language, size, **options)

    return open_window
