"""Updates what a visitor knows from responses: the product in view, the cart, the price, the order."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ops.load.shopping.shopper import Shopper

Learn = Callable[[Shopper, Any], None]


def learn(shopper: Shopper, operation: str, said: Any) -> None:
    """Updates the shopper from the JSON of a successful response."""
    if operation in LEARN:
        LEARN[operation](shopper, said)


def pictures(operation: str, said: Any) -> Iterable[str | None]:
    """The addresses of the pictures that the page shows for this response."""
    if operation == "list-products":
        return [(each["image"] or {}).get("url") for each in said["products"]]
    return [each["url"] for each in said["images"]] if operation == "get-product" else ()


def _see_product(shopper: Shopper, product: Any) -> None:
    in_stock = [each["sku"] for each in product["variants"] if each["available"] > 0]
    shopper.sku = in_stock[0] if in_stock else shopper.sku


def _see_order(shopper: Shopper, order: Any) -> None:
    shopper.order = order["number"]


def _see_orders(shopper: Shopper, page: Any) -> None:
    shopper.order = page["orders"][0]["number"] if page["orders"] else ""


def _see_payment(shopper: Shopper, payment: Any) -> None:
    shopper.payment_page = payment["page_url"] or ""


def _see_session(shopper: Shopper, session: Any) -> None:
    shopper.bearer = session["access_token"]
    shopper.email = shopper.account.email


def _see_quote(shopper: Shopper, quote: Any) -> None:
    shopper.quote = quote


LEARN: Mapping[str, Learn] = {
    "get-product": _see_product,
    "put-cart-item": Shopper.keep_cart,
    "read-cart": Shopper.keep_cart,
    "quote-order": _see_quote,
    "place-order": _see_order,
    "list-orders": _see_orders,
    "open-payment": _see_payment,
    "log-in": _see_session,
}
