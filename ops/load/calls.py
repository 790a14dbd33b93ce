"""The API call of each operation that shoppers' journeys have, as the web shop makes it.

A call is None where the shopper lacks what it names, such as an order."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit
from uuid import uuid4

from ops.load.asked import Asked, Kind
from ops.load.shopper import ADDRESS, NO_ORDER, Shopper

CARD_PAGES = "/api/card-simulator/payments"
LOOK_UP, SESSIONS, ACCOUNTS = "/api/order-look-ups", "/api/sessions", "/api/accounts"

Call = Callable[[Shopper, str], Asked | None]


def announcement(shopper: Shopper, operation: str) -> Asked | None:
    """What a form that opens, and who is about to click, says: it will call the operation."""
    paths = {
        "put-cart-item": _item_path(shopper.sku or "any"),
        "log-in": SESSIONS,
        "register-account": ACCOUNTS,
        "look-up-order": LOOK_UP,
    }
    path = paths.get(operation)
    return Asked(Kind.ANNOUNCEMENT, operation, "OPTIONS", path) if path else None


def call(shopper: Shopper, operation: str, which: str) -> Asked | None:
    return CALLS[operation](shopper, which) if operation in CALLS else None


def counts(shopper: Shopper, which: str) -> Asked:
    """A page with a list also asks how many products its filters find."""
    return _get("list-products (counts)", shopper.catalog.counts_path(which))


def _get(name: str, path: str, headers: Mapping[str, str] | None = None, accepted: tuple[int, ...] = ()) -> Asked:
    return Asked(Kind.API, name, "GET", path, headers or {}, accepted=accepted)


def _send(name: str, path: str, body: Any, headers: Mapping[str, str], *accepted: int) -> Asked:
    return Asked(Kind.API, name, "POST", path, headers, json=body, accepted=accepted)


def _item_path(sku: str) -> str:
    return f"/api/cart/items/{quote(sku, safe='')}"


def _put_cart_item(shopper: Shopper, _: str) -> Asked | None:
    if not shopper.sku:
        return None
    return Asked(
        Kind.API, "put-cart-item", "PUT", _item_path(shopper.sku), shopper.headers(), {"quantity": 1}, accepted=(409,)
    )


def _read_cart(shopper: Shopper, _: str) -> Asked | None:
    """A guest who has added nothing has no cart to read."""
    return _get("read-cart", "/api/cart", shopper.headers()) if shopper.bearer or shopper.cart_token else None


def _quote_order(shopper: Shopper, _: str) -> Asked | None:
    body = {"lines": shopper.lines, "country": ADDRESS["country"], "shipping_method": None, "voucher_codes": []}
    return _send("quote-order", "/api/quotes", body, shopper.headers()) if shopper.lines else None


def _place_order(shopper: Shopper, _: str) -> Asked | None:
    if not shopper.quote:
        return None
    agreed = {"expected_total_minor": shopper.quote["total_minor"], "currency": shopper.quote["currency"]}
    about = {"email": shopper.email, "address": ADDRESS, "cart_id": shopper.cart.get("cart_id")}
    body = {"lines": shopper.lines, **agreed, **about}
    return _send("place-order", "/api/orders", body, shopper.headers(**{"idempotency-key": str(uuid4())}))


def _look_up_order(shopper: Shopper, _: str) -> Asked | None:
    body = {"number": shopper.order or NO_ORDER, "email": shopper.email}
    return _send("look-up-order", LOOK_UP, body, shopper.headers(), 404)


def _get_order(shopper: Shopper, _: str) -> Asked | None:
    return _get("get-order", f"/api/orders/{shopper.order or NO_ORDER}", shopper.headers(), (404,))


def _open_payment(shopper: Shopper, _: str) -> Asked | None:
    if not shopper.order:
        return None
    body = {"email": None if shopper.bearer else shopper.email}
    return _send("open-payment", f"/api/orders/{shopper.order}/payment", body, shopper.headers(), 409)


def _show_card_page(shopper: Shopper, _: str) -> Asked | None:
    """Another provider's page is not asked for."""
    if not shopper.payment_page.startswith(CARD_PAGES):
        return None
    back = quote(_return_path(shopper), safe="")
    return Asked(Kind.API, "show-card-page", "GET", f"{shopper.payment_page}&return_to={back}")


def _pay_by_test_card(shopper: Shopper, _: str) -> Asked | None:
    if not shopper.payment_page.startswith(CARD_PAGES):
        return None
    page = urlsplit(shopper.payment_page)
    charge = {"charge_id": page.path.rsplit("/", 1)[-1], "secret": parse_qs(page.query)["secret"][0]}
    form = urlencode({**charge, "return_to": _return_path(shopper), "card": "card_ok", "webhook": "once"})
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return Asked(Kind.API, "pay-by-test-card", "POST", CARD_PAGES, headers, form=form)


def _return_path(shopper: Shopper) -> str:
    return f"/orders/{shopper.order}?from=payment"


def _log_in(shopper: Shopper, _: str) -> Asked | None:
    login = {"email": shopper.account.email, "password": shopper.account.password}
    return _send("log-in", SESSIONS, login, shopper.headers())


def _register_account(shopper: Shopper, _: str) -> Asked | None:
    body = {"email": shopper.email, "password": shopper.account.password, "name": ADDRESS["name"], "language": "en"}
    return _send("register-account", ACCOUNTS, body, {})


CALLS: Mapping[str, Call] = {
    "list-products": lambda shopper, which: _get("list-products", shopper.catalog.list_path(which)),
    "list-categories": lambda *_: _get("list-categories", "/api/categories"),
    "read-shop-rules": lambda *_: _get("read-shop-rules", "/api/shop"),
    "list-countries": lambda *_: _get("list-countries", "/api/countries"),
    "get-product": lambda shopper, which: _get("get-product", shopper.catalog.product_path(which)),
    "put-cart-item": _put_cart_item,
    "read-cart": _read_cart,
    "quote-order": _quote_order,
    "place-order": _place_order,
    "look-up-order": _look_up_order,
    "get-order": _get_order,
    "open-payment": _open_payment,
    "show-card-page": _show_card_page,
    "pay-by-test-card": _pay_by_test_card,
    "log-in": _log_in,
    "register-account": _register_account,
    "list-orders": lambda shopper, _: _get("list-orders", "/api/orders", shopper.headers()),
    "read-profile": lambda shopper, _: _get("read-profile", "/api/me", shopper.headers()),
}
