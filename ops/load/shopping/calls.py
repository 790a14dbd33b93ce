"""Makes the API call of each operation in shoppers' journeys, as the web shop makes it.

A call is None if the shopper lacks something that it needs, such as a product that is in stock.
"""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from ops.load.shopping import order_calls
from ops.load.shopping.requests import Kind, Request, get, post
from ops.load.shopping.shopper import ADDRESS, Shopper

SESSIONS, ACCOUNTS = "/api/sessions", "/api/accounts"

Call = Callable[[Shopper, str], Request | None]


def announcement(shopper: Shopper, operation: str) -> Request | None:
    """The announcement of a call, which the web shop sends when a form opens or just before a click."""
    paths = {
        "put-cart-item": _item_path(shopper.sku or "any"),
        "log-in": SESSIONS,
        "register-account": ACCOUNTS,
        "look-up-order": order_calls.LOOK_UP,
        "place-order": order_calls.ORDERS,
    }
    path = paths.get(operation)
    return Request(Kind.ANNOUNCEMENT, operation, "OPTIONS", path) if path else None


def call(shopper: Shopper, operation: str, which: str) -> Request | None:
    return CALLS[operation](shopper, which) if operation in CALLS else None


def counts(shopper: Shopper, which: str) -> Request:
    """The second call of a page with a list: how many products its filters find."""
    return get("list-products (counts)", shopper.catalog.counts_path(which))


def _item_path(sku: str) -> str:
    return f"/api/cart/items/{quote(sku, safe='')}"


def _put_cart_item(shopper: Shopper, _: str) -> Request | None:
    if not shopper.sku:
        return None
    path, body = _item_path(shopper.sku), {"quantity": 1}
    return Request(Kind.API, "put-cart-item", "PUT", path, shopper.headers(), json=body, accepted=(409,))


def _read_cart(shopper: Shopper, _: str) -> Request | None:
    """Reads the cart; None for a guest who has added nothing, and so has no cart."""
    return get("read-cart", "/api/cart", shopper.headers()) if shopper.bearer or shopper.cart_token else None


def _log_in(shopper: Shopper, _: str) -> Request:
    login = {"email": shopper.account.email, "password": shopper.account.password}
    return post("log-in", SESSIONS, login, shopper.headers())


def _register_account(shopper: Shopper, _: str) -> Request:
    body = {"email": shopper.email, "password": shopper.account.password, "name": ADDRESS["name"], "language": "en"}
    return post("register-account", ACCOUNTS, body, {})


CALLS: Mapping[str, Call] = {
    "list-products": lambda shopper, which: get("list-products", shopper.catalog.list_path(which)),
    "list-categories": lambda *_: get("list-categories", "/api/categories"),
    "read-shop-rules": lambda *_: get("read-shop-rules", "/api/shop"),
    "list-countries": lambda *_: get("list-countries", "/api/countries"),
    "get-product": lambda shopper, which: get("get-product", shopper.catalog.product_path(which)),
    "put-cart-item": _put_cart_item,
    "read-cart": _read_cart,
    "quote-order": order_calls.quote_order,
    "place-order": order_calls.place_order,
    "look-up-order": order_calls.look_up_order,
    "get-order": order_calls.get_order,
    "open-payment": order_calls.open_payment,
    "show-card-page": order_calls.show_card_page,
    "pay-by-test-card": order_calls.pay_by_test_card,
    "log-in": _log_in,
    "register-account": _register_account,
    "list-orders": lambda shopper, _: get("list-orders", "/api/orders", shopper.headers()),
    "read-profile": lambda shopper, _: get("read-profile", "/api/me", shopper.headers()),
}
