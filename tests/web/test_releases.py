"""A release while a visitor shops: the files that their pages would load next are gone."""

from playwright.sync_api import Route, expect

from tests.support.web.visitor import Visit, Visitor

CART_PAGE = "**/assets/CartPage-*.js"


def gone(route: Route) -> None:
    route.fulfill(status=404, body="")


def opens_cart(guest: Visitor) -> None:
    guest.page.get_by_role("banner").locator("a[href='/cart']").click()


def test_a_guest_who_shops_during_a_release_gets_the_new_pages_without_asking(visit: Visit) -> None:
    with visit() as guest:
        guest.goes_to("/")
        guest.page.route(CART_PAGE, gone)
        guest.page.once("domcontentloaded", lambda page: page.unroute(CART_PAGE))
        guest.page.evaluate("window.isOld = true")
        opens_cart(guest)
        guest.sees("cart-empty")
        assert guest.page.evaluate("window.isOld") is None
        assert guest.page.url == f"{guest.address}/cart"


def test_a_page_that_stays_gone_is_said_to_be_and_not_loaded_in_a_loop(visit: Visit) -> None:
    with visit() as guest:
        guest.goes_to("/")
        guest.page.route(CART_PAGE, gone)
        opens_cart(guest)
        expect(guest.page.get_by_role("alert")).to_be_visible()
        guest.page.unroute(CART_PAGE)
        guest.presses("try-again")
        guest.sees("cart-empty")


def test_a_page_that_cannot_be_fetched_leaves_the_shop_where_it_is(visit: Visit) -> None:
    with visit() as guest:
        guest.goes_to("/")
        guest.page.evaluate("window.isOld = true")
        guest.page.context.set_offline(True)
        opens_cart(guest)
        expect(guest.page.get_by_role("alert")).to_be_visible()
        assert guest.page.evaluate("window.isOld")
