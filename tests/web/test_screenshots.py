"""Pages look as in docs/screenshots, which `make screenshots` takes anew after an intended change."""

from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.support.shop.running_shop import StartShop
from tests.support.web.accessibility import barriers
from tests.support.web.components import built_components, open_components
from tests.support.web.pages import PAGES, WINDOWS, Guests, ShopPage
from tests.support.web.screenshots import (
    FOLDER,
    components_file_name,
    difference_percent,
    file_name,
    screenshot,
    taken,
)

# Amounts and days that follow from today are others each time.
DIFFERENCE_PERCENT_MAX = 0.8


@pytest.fixture(scope="module")
def guests(browser: Browser, start_shop: StartShop) -> Iterator[Guests]:
    """In a shop that only they have used, as that of the pictures was."""
    with ExitStack() as opened:
        everyone = Guests(browser, opened.enter_context(start_shop()), opened)
        everyone.let_all_in()
        yield everyone


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_looks_as_in_its_picture(guests: Guests, page: ShopPage, window: str) -> None:
    expected = FOLDER / file_name(page, window)
    difference = difference_percent(screenshot(guests, page, window), expected.read_bytes())
    assert difference <= DIFFERENCE_PERCENT_MAX, f"{expected.name}: if this is intended, make screenshots"


@pytest.fixture(scope="module")
def components() -> Iterator[Path]:
    with built_components() as folder:
        yield folder


@pytest.mark.parametrize("window", WINDOWS)
def test_components_are_accessible_and_look_as_in_their_picture(
    browser: Browser, components: Path, window: str
) -> None:
    with open_components(browser, components, window) as visitor:
        assert barriers(visitor) == []
        expected = FOLDER / components_file_name(window)
        difference = difference_percent(taken(visitor.page, whole=True), expected.read_bytes())
    assert difference <= DIFFERENCE_PERCENT_MAX, f"{expected.name}: if this is intended, make screenshots"


def test_there_is_no_picture_of_a_page_that_is_gone() -> None:
    expected = {file_name(page, window) for page in PAGES.values() for window in WINDOWS}
    expected |= {components_file_name(window) for window in WINDOWS}
    assert {path.name for path in FOLDER.iterdir()} == expected


@pytest.mark.parametrize(
    ("changed", "percent"),
    [((0, 0, 0, 0), 0), ((0, 0, 400, 80), 10), ((0, 0, 6, 6), 0), ((0, 0, 400, 800), 100)],
    ids=["nothing", "a band", "a digit", "everything"],
)
def test_pictures_differ_by_the_part_that_looks_different(changed: tuple[int, int, int, int], percent: float) -> None:
    page = Image.new("RGB", (400, 800), "white")
    other = page.copy()
    other.paste("navy" if changed[2] > 6 else "silver", changed)
    files = [BytesIO(), BytesIO()]
    for image, file in zip((page, other), files, strict=True):
        image.save(file, "jpeg", quality=72)
    assert difference_percent(*(file.getvalue() for file in files)) == pytest.approx(percent, abs=1)
