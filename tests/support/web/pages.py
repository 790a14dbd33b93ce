"""Every page of the web shop, with an address to see it at; `test_pages.py` compares the list with the routes."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import MappingProxyType

from playwright.sync_api import Browser, ViewportSize

from tests.support.shop.running_shop import RunningShop
from tests.support.web.visitor import DESKTOP, PHONE, Visitor, visiting

PRODUCT = "merino-crew-jumper"
# They differ in everything that may matter: size, language, colours.
WINDOWS: Mapping[str, tuple[str, ViewportSize, str]] = MappingProxyType(
    {"desktop": ("en", DESKTOP, "light"), "phone": ("fr", PHONE, "dark")}
)


@dataclass(frozen=True, slots=True)
class ShopPage:
    """A page: its path in frontend/src/app/routes.ts, what to open (`{number}` is an order), what is there when it is.

    `shows` selects what comes last; `role` is whose log-in the page needs.
    """

    path: str
    opened: str
    shows: str
    role: str | None = None

    @property
    def name(self) -> str:
        named = {"/": "home", "/products/:handle": "product", "/orders/:number": "order", "*": "not-found"}
        return named.get(self.path, self.path.strip("/").replace("/:", "-").replace("/", "-"))


_PAGES = (
    # Its newest products may be ones that other tests made, which have no pictures.
    ShopPage("/", "/", "main li h3 a"),
    ShopPage("/products", "/products?category=clothing", "main li img"),
    ShopPage("/products/:handle", f"/products/{PRODUCT}", "main fieldset"),
    ShopPage("/cart", "/cart", "main li"),
    ShopPage("/checkout", "/checkout", "main dl"),
    ShopPage("/orders", "/orders", "main li", role="shopper"),
    ShopPage("/orders/:number", "/orders/{number}", "main li:nth-child(3) time"),
    ShopPage("/order-look-up", "/order-look-up", "main form"),
    ShopPage("/withdraw", "/withdraw", "main form"),
    ShopPage("/log-in", "/log-in", "main form"),
    ShopPage("/register", "/register", "main form"),
    ShopPage("/forgot-password", "/forgot-password", "main form"),
    ShopPage("/reset-password", "/reset-password#token", "main form"),
    ShopPage("/confirm-address", "/confirm-address#token", "main form"),
    ShopPage("/change-address", "/change-address#token", "main form"),
    ShopPage("/account/closed", "/account/closed", "main a[href='/order-look-up']"),
    ShopPage("/account", "/account", "main form", role="shopper"),
    ShopPage("/account/second-factor", "/account/second-factor", "main form", role="staff"),
    ShopPage("/staff", "/staff", "main dl", role="staff"),
    ShopPage("/staff/search", "/staff/search?find=jacket", "main section a", role="staff"),
    ShopPage("/staff/orders", "/staff/orders", "main a[href^='/staff/orders/CS-']", role="staff"),
    ShopPage("/staff/customers", "/staff/customers?email=staff@demo.example", "main dl", role="staff"),
    ShopPage("/staff/accounting", "/staff/accounting", "main select", role="staff"),
    ShopPage("/staff/orders/:number", "/staff/orders/{number}", "main li:nth-child(3) time", role="staff"),
    ShopPage("/staff/orders/:number/slip", "/staff/orders/{number}/slip", "main article li", role="staff"),
    ShopPage("/staff/disputes", "/staff/disputes", "main select", role="staff"),
    ShopPage("/staff/carriers", "/staff/carriers", "main li", role="staff"),
    ShopPage("/staff/stock", "/staff/stock", "main dl", role="staff"),
    ShopPage("/staff/products", "/staff/products", "main a[href^='/staff/products/']", role="staff"),
    ShopPage("/staff/products/:handle", f"/staff/products/{PRODUCT}", "main fieldset", role="staff"),
    ShopPage("/staff/products/:handle/edit", f"/staff/products/{PRODUCT}/edit", "main fieldset", role="staff"),
    ShopPage("/staff/new-product", "/staff/new-product", "main fieldset", role="staff"),
    ShopPage("/staff/promotions", "/staff/promotions", "main li", role="staff"),
    ShopPage("/staff/catalogue", "/staff/catalogue", "main input[type=file]", role="staff"),
    ShopPage("/staff/dead-letters", "/staff/dead-letters", "main select", role="staff"),
    ShopPage("/staff/closures", "/staff/closures", "main input", role="staff"),
    ShopPage("/staff/people", "/staff/people", "main li", role="admin"),
    ShopPage("/staff/roles", "/staff/roles", "main li", role="admin"),
    ShopPage("/staff/api-keys", "/staff/api-keys", "main button", role="admin"),
    ShopPage("/staff/webhooks", "/staff/webhooks", "main button", role="admin"),
    ShopPage("/staff/actions", "/staff/actions", "main h1", role="staff"),
    ShopPage("/legal/:name", "/legal/terms", "main h2"),
    ShopPage("*", "/there-is-no-such-page", "main a"),
)
PAGES: Mapping[str, ShopPage] = MappingProxyType({page.name: page for page in _PAGES})


@dataclass
class Guests:
    """One visitor for each window and role, who has ordered something and has something in the cart."""

    browser: Browser
    shop: RunningShop
    windows: ExitStack
    _known: dict[tuple[str, str | None], tuple[Visitor, str]] = field(default_factory=dict)

    def who_may_see(self, page: ShopPage, window: str) -> tuple[Visitor, str]:
        """The visitor, and the number of the order."""
        if (window, page.role) not in self._known:
            self._known[window, page.role] = self._let_in(window, page.role)
        return self._known[window, page.role]

    def let_all_in(self) -> None:
        """Has everyone do what they do, so that all pages show the same, whichever is opened first."""
        for window in WINDOWS:
            for page in PAGES.values():
                self.who_may_see(page, window)

    def _let_in(self, window: str, role: str | None) -> tuple[Visitor, str]:
        language, size, colours = WINDOWS[window]
        opened = visiting(self.browser, self.shop.run["shop"], language, size, color_scheme=colours)
        visitor = self.windows.enter_context(opened)
        if role is not None:
            log_in(visitor, self.shop.run["logins"][role])
        if role == "admin":
            return visitor, "none of their pages shows an order"
        number = order(visitor)
        visitor.puts_into_cart("knitted-mittens")
        return visitor, number


def log_in(visitor: Visitor, login: Mapping[str, str]) -> None:
    visitor.goes_to("/log-in")
    visitor.types(email=login["email"], password=login["password"])
    visitor.page.get_by_role("main").get_by_role("button", name=visitor.word("log-in"), exact=True).click()
    visitor.page.wait_for_url("**/account")


def order(visitor: Visitor) -> str:
    """Has the visitor buy something; the order's number, once it is confirmed."""
    visitor.puts_into_cart(PRODUCT)
    visitor.goes_to("/checkout")
    visitor.button("order").wait_for()
    is_guest = visitor.page.get_by_role("main").get_by_label(visitor.word("email")).count() > 0
    visitor.types_address("ada@example.org" if is_guest else None)
    visitor.presses("order")
    number = visitor.arrives_at_order()
    visitor.pays()
    visitor.sees("confirmed")
    return number


def open_page(visitor: Visitor, page: ShopPage, number: str) -> None:
    """Opens it as it looks when everything has arrived."""
    visitor.goes_to(page.opened.format(number=number))
    visitor.page.locator(page.shows).first.wait_for()
    if not page.path.startswith("/staff"):
        visitor.page.locator("nav li").nth(1).wait_for()
    visitor.page.wait_for_load_state("networkidle")
