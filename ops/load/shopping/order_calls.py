"""Makes the calls about an order: its price, placing it, looking it up, and paying on the card simulator's page.

A call is None if the shopper lacks something that it needs, such as an order.
"""

from urllib.parse import parse_qs, quote, urlencode, urlsplit
from uuid import uuid4

from ops.load.shopping.requests import Kind, Request, get, post
from ops.load.shopping.shopper import ADDRESS, Shopper

ORDERS, LOOK_UP, CARD_PAGES = "/api/orders", "/api/order-look-ups", "/api/card-simulator/payments"
# For a visitor who has none: the shop answers that it is unknown.
NO_ORDER = "CS-0000-0000"


def quote_order(shopper: Shopper, _: str) -> Request | None:
    body = {"lines": shopper.lines, "country": ADDRESS["country"], "shipping_method": None, "voucher_codes": []}
    return post("quote-order", "/api/quotes", body, shopper.headers()) if shopper.lines else None


def place_order(shopper: Shopper, _: str) -> Request | None:
    if not shopper.quote:
        return None
    agreed = {"expected_total_minor": shopper.quote["total_minor"], "currency": shopper.quote["currency"]}
    about = {"email": shopper.email, "address": ADDRESS, "cart_id": shopper.cart.get("cart_id")}
    headers = shopper.headers(**{"idempotency-key": str(uuid4())})
    return post("place-order", ORDERS, {"lines": shopper.lines, **agreed, **about}, headers)


def look_up_order(shopper: Shopper, _: str) -> Request:
    body = {"number": shopper.order or NO_ORDER, "email": shopper.email}
    return post("look-up-order", LOOK_UP, body, shopper.headers(), 404)


def get_order(shopper: Shopper, _: str) -> Request:
    return get("get-order", f"/api/orders/{shopper.order or NO_ORDER}", shopper.headers(), 404)


def open_payment(shopper: Shopper, _: str) -> Request | None:
    body = {"email": None if shopper.bearer else shopper.email}
    path = f"/api/orders/{shopper.order}/payment"
    return post("open-payment", path, body, shopper.headers(), 409) if shopper.order else None


def show_card_page(shopper: Shopper, _: str) -> Request | None:
    """Opens the card simulator's page; None for another provider's page."""
    if not shopper.payment_page.startswith(CARD_PAGES):
        return None
    back = quote(shopper.return_path, safe="")
    return get("show-card-page", f"{shopper.payment_page}&return_to={back}")


def pay_by_test_card(shopper: Shopper, _: str) -> Request | None:
    if not shopper.payment_page.startswith(CARD_PAGES):
        return None
    page = urlsplit(shopper.payment_page)
    charge = {"charge_id": page.path.rsplit("/", 1)[-1], "secret": parse_qs(page.query)["secret"][0]}
    form = urlencode({**charge, "return_to": shopper.return_path, "card": "card_ok", "webhook": "once"})
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return Request(Kind.API, "pay-by-test-card", "POST", CARD_PAGES, headers, form=form)
