"""Simulates one visitor, click by click, with the requests of each page of the web shop."""

from collections.abc import Mapping
from typing import Final

from ops.load.shopping import calls, learning
from ops.load.shopping.browser import Browser
from ops.load.shopping.requests import Answer, Request, SendAll
from ops.load.shopping.shopper import Shopper
from ops.scaling.simulator.traffic.visits import Click

# The module of the page on which an operation is called; most important first.
PAGES: Final[Mapping[str, str]] = {
    "render-page": "HomePage",
    "place-order": "OrderPage",
    "quote-order": "CheckoutPage",
    "list-countries": "CartPage",
    "get-product": "ProductPage",
    "list-products": "ProductListPage",
    "get-order": "OrderPage",
    "look-up-order": "LookUpPage",
    "log-in": "LogInPage",
    "register-account": "RegisterPage",
    "list-orders": "OrdersPage",
}
# Answered with HTML.
PROVIDER_PAGES = ("show-card-page", "pay-by-test-card")


class Visitor:
    """A visitor; `skipped` counts calls for which something was missing, such as an order of a sold-out product."""

    def __init__(self, shopper: Shopper, send_all: SendAll, may_order: bool) -> None:
        self._shopper = shopper
        self._send_all = send_all
        self._browser = Browser(send_all)
        self._may_order = may_order
        self._stale: list[Request] = []
        self.skipped = 0

    def announce(self, operations: tuple[str, ...]) -> None:
        requests = [calls.announcement(self._shopper, each) for each in operations]
        if found := [each for each in requests if each is not None]:
            self._send_all(found)

    def click(self, click: Click) -> None:
        """Opens or shows the page, and makes its calls at once."""
        self._stale = []
        self._show_page(click)
        wanted = {operation: which for operation, which in click.requests if operation != "render-page"}
        requests = [self._call(operation, which) for operation, which in wanted.items()]
        found = [each for each in requests if each is not None]
        self.skipped += len(requests) - len(found)
        if not click.is_first and "list-products" in wanted:
            found.append(calls.counts(self._shopper, wanted["list-products"]))
        for each, answer in zip(found, self._send_all(found) if found else (), strict=True):
            self._see(each, answer)

    @property
    def sees_old_answers(self) -> bool:
        """Whether Nginx answered with a stale copy, so that the page requests it again in a moment."""
        return bool(self._stale)

    def ask_again(self) -> None:
        requests, self._stale = self._stale, []
        for each, answer in zip(requests, self._send_all(requests), strict=True):
            self._see(each, answer)

    def _call(self, operation: str, which: str) -> Request | None:
        if operation == "place-order" and not self._may_order:
            return None
        return calls.call(self._shopper, operation, which)

    def _show_page(self, click: Click) -> None:
        page = next((name for operation, name in PAGES.items() if operation in click.operations), "")
        shopper = self._shopper
        if click.is_first:
            self._browser.open("/" if "render-page" in click.operations else "/order-look-up", page)
        elif shopper.has_paid and "open-payment" in click.operations:
            # Back from the provider's page.
            shopper.has_paid = False
            self._browser.open(shopper.return_path, "OrderPage")
        else:
            self._browser.show(page)

    def _see(self, request: Request, answer: Answer) -> None:
        if answer.is_stale:
            self._stale.append(request)
        if not answer.is_success:
            return
        if request.name in PROVIDER_PAGES:
            self._shopper.has_paid = request.name == "pay-by-test-card"
            return
        said = answer.json()
        learning.learn(self._shopper, request.name, said)
        self._browser.load_pictures(learning.pictures(request.name, said))
