"""What a page says before the web shop's code has run, and without it."""

from playwright.sync_api import Browser, Page, expect

from tests.support.waiting import eventually
from tests.support.web.visitor import WAIT_MILLISECONDS, Visit

# A browser is not kept waiting by a function that starts: then it gets the document without them, and soon another.
LOADS_SECONDS = WAIT_MILLISECONDS / 1000


def test_a_product_can_be_read_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{address}/products")
    eventually(lambda: _titled(page, "Tous les produits · CloudShop"), seconds=LOADS_SECONDS, what="the list is there")
    link = page.locator("li a").first
    name = link.inner_text()
    link.click()
    eventually(lambda: _titled(page, f"{name} · CloudShop"), seconds=LOADS_SECONDS, what="the product is there")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator("noscript p").first).to_contain_text("€")
    context.close()


def _titled(page: Page, title: str) -> bool:
    """Whether the page has the title; if not, it is loaded again."""
    if page.title() == title:
        return True
    page.reload()
    return False


def test_a_page_that_does_not_exist_says_so_to_people_and_programs(visit: Visit) -> None:
    with visit() as guest:
        answer = guest.page.goto(f"{guest.address}/no-such-page")
        assert answer is not None
        assert answer.status == 404
        guest.sees("not-found")
