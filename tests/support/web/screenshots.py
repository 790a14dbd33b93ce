"""Takes pictures of the web shop's pages, and says how much two pictures of a page differ."""

from io import BytesIO

from PIL import Image, ImageChops
from playwright.sync_api import Page

from tests.support.folders import ROOT
from tests.support.web.pages import Guests, ShopPage, open_page

FOLDER = ROOT / "docs" / "screenshots"
QUALITY_PERCENT = 72
# Pixels to each side. A cell's colour changes little where a digit is another, or an edge is drawn half a pixel away.
CELL_PIXELS = 8
# Of 255: more than JPEG and other versions of a browser change, less than another colour or a moved text does.
DIFFERENCE_MIN = 24

# Numbers of orders and times, which are others in each shop.
UNIFORM = r"""() => {
  for (const time of document.querySelectorAll("time")) time.textContent = "1 January 2026";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/CS-[0-9A-Z-]{6,}/g, "CS-0000-0000");
}"""


def file_name(page: ShopPage, window: str) -> str:
    return f"{page.name}-{window}.jpg"


def components_file_name(window: str) -> str:
    return f"components-{window}.jpg"


def screenshot(guests: Guests, page: ShopPage, window: str) -> bytes:
    """The page as a JPEG file, once everything has arrived, without what is another in each shop."""
    visitor, number = guests.who_may_see(page, window)
    open_page(visitor, page, number)
    visitor.page.evaluate(UNIFORM)
    return taken(visitor.page)


def taken(page: Page, *, whole: bool = False) -> bytes:
    """What the window shows, or the `whole` page, in its typefaces."""
    page.evaluate("document.fonts.ready.then(() => true)")
    return page.screenshot(type="jpeg", quality=QUALITY_PERCENT, animations="disabled", full_page=whole)


def difference_percent(one: bytes, other: bytes) -> float:
    """How much of two pictures looks different, in percent; 100 where their sizes differ."""
    cells, others = _cells(one), _cells(other)
    if cells.size != others.size:
        return 100
    red, green, blue = ImageChops.difference(cells, others).split()
    largest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return 100 * sum(largest.histogram()[DIFFERENCE_MIN:]) / (cells.width * cells.height)


def _cells(picture: bytes) -> Image.Image:
    image = Image.open(BytesIO(picture)).convert("RGB")
    return image.resize((image.width // CELL_PIXELS, image.height // CELL_PIXELS), Image.Resampling.BOX)
