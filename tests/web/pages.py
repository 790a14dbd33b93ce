"""Every page of the web shop, with an address to see it at; `test_pages.py` compares the list with the routes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tests.web.visitor import Visitor

PRODUCT = "merino-crew-jumper"


@dataclass(frozen=True, slots=True)
class ShopPage:
    """A page: its path in frontend/src/routes.ts, what to open (`{number}` is an order), what is there when it is."""

    path: str
    opened: str
    shows: str
    role: str | None = None
    needs_cart: bool = False

    @property
    def name(self) -> str:
        return self.path.strip("/").replace("/:", "-").replace("/", "-") or "home"


# By the name that a picture of it gets; `shows` is a selector of what comes last.
PAGES: Mapping[str, ShopPage] = MappingProxyType(
    {
        page.name: page
        for page in (
            ShopPage("/", "/", "main li img"),
            ShopPage("/products", "/products?category=clothing", "main li img"),
            ShopPage("/products/:handle", f"/products/{PRODUCT}", "main fieldset"),
            ShopPage("/cart", "/cart", "main li", needs_cart=True),
            ShopPage("/checkout", "/checkout", "main dl", needs_cart=True),
            ShopPage("/orders", "/orders", "main li", role="shopper"),
            ShopPage("/orders/:number", "/orders/{number}", "main li:nth-child(3) time"),
            ShopPage("/order-look-up", "/order-look-up", "main form"),
            ShopPage("/log-in", "/log-in", "main form"),
            ShopPage("/register", "/register", "main form"),
            ShopPage("/account", "/account", "main form", role="shopper"),
            ShopPage("*", "/there-is-no-such-page", "main a"),
        )
    }
)


def log_in(visitor: Visitor, login: Mapping[str, str]) -> None:
    visitor.goes_to("/log-in")
    visitor.types(email=login["email"], password=login["password"])
    visitor.page.get_by_role("main").get_by_role("button", name=visitor.word("log-in")).click()
    visitor.page.wait_for_url("**/account")


def order(visitor: Visitor) -> str:
    """Has the visitor buy something; the order's number, once it is confirmed."""
    visitor.puts_into_cart(PRODUCT)
    visitor.goes_to("/checkout")
    is_guest = visitor.page.get_by_role("main").get_by_label(visitor.word("email"))
    visitor.button("order").wait_for()
    visitor.types_address("ada@example.org" if is_guest.count() else None)
    visitor.presses("order")
    number = visitor.arrives_at_order()
    visitor.sees("confirmed")
    return number


def open_page(visitor: Visitor, page: ShopPage, number: str) -> None:
    """Opens it as it looks when everything has arrived."""
    visitor.goes_to(page.opened.format(number=number))
    visitor.page.locator(page.shows).first.wait_for()
    visitor.page.locator("nav li").nth(1).wait_for()
    visitor.page.wait_for_load_state("networkidle")
