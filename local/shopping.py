"""`make demo` places, pays and cancels orders through the public API of the shop that `make run` serves."""

import itertools
import os
import sys
from datetime import datetime
from uuid import uuid4

import httpx

from demo.shopper import WAIT_SECONDS, DemoFailed, Json, Shopper
from functions.runtime.currencies import decimal
from local.errors import CommandError
from local.settings import LocalSettings

QUANTITY = 2


def main() -> int:
    try:
        run = LocalSettings.from_environment(os.environ).home.running() or {}
        address = os.environ.get("CLOUDSHOP_URL") or run.get("shop")
        if address is None:
            raise DemoFailed("no shop is running here. Start one with `make run` in another terminal, then try again.")
        with httpx.Client(base_url=address, timeout=WAIT_SECONDS) as client:
            _shop(Shopper(client))
    except (CommandError, DemoFailed, httpx.HTTPError) as failure:
        print(f"\nThe demo failed: {failure}", file=sys.stderr)
        return 1
    if run:
        _say(f"Dora's mails are at {run['mails']}")
    return 0


def _shop(dora: Shopper) -> None:
    _browse(dora)
    first, second, third = _choose(dora)
    dora.register()
    _say(f"Dora registers as {dora.email} and logs in.")
    _say(f"She puts {QUANTITY} each of two products into her cart, and pays with a card that is accepted.")
    bought = _buy(dora, [first, second], "card_ok")
    _say("She pays a second order with a card that is declined.")
    _buy(dora, [third], "card_declined")
    _say(f"She changes her mind about {bought['number']} and cancels it; the payment is released.")
    dora.cancel(bought["number"])
    _show(dora.wait_for_order(bought["number"]))


def _browse(dora: Shopper) -> None:
    names = ", ".join(f"{category['name']} ({category['products']})" for category in dora.categories()[:8])
    _say(f"Dora browses the categories: {names or 'nothing is for sale'}.")
    for product in dora.products(limit=1)["products"]:
        mistyped = product["title"][1:]
        _say(f"She searches for “{mistyped}”, with a letter missing, and finds:")
        for found in dora.products(search=mistyped, limit=3)["products"]:
            print(f"    {found['title']}, {_money(found['price_minor'], found['currency'])}")


def _choose(dora: Shopper) -> list[str]:
    """The three cheapest SKUs with enough stock."""
    listed = dora.products(sort="price", limit=50)["products"]
    skus = (dora.sku_in_stock(product["handle"], QUANTITY) for product in listed if product["available"])
    chosen = list(itertools.islice((sku for sku in skus if sku is not None), 3))
    if len(chosen) < 3:
        raise DemoFailed("it needs three products in stock; `make clean-data` and a new `make run` provide them.")
    return chosen


def _buy(dora: Shopper, skus: list[str], card: str) -> Json:
    """Orders the cart; sends the order twice, like a double click, which must create one order."""
    for sku in skus:
        cart = dora.put(sku, QUANTITY)
    key = str(uuid4())
    number = dora.order(cart, card, key)["number"]
    if dora.order(cart, card, key)["number"] != number:
        raise DemoFailed("an order that was sent twice became two orders.")
    return _show(dora.wait_for_order(number))


def _show(order: Json) -> Json:
    total = _money(order["total_minor"], order["currency"])
    print(f"    Order {order['number']}, {total} with shipping: {order['state']}")
    placed_at = datetime.fromisoformat(order["placed_at"])
    for step in order["timeline"]:
        seconds = (datetime.fromisoformat(step["at"]) - placed_at).total_seconds()
        print(f"      {seconds:6.2f} s  {step['state']:<10} {step['reason_code'].replace('_', ' ')}")
    return order


def _say(sentence: str) -> None:
    print(f"\n• {sentence}")


def _money(minor: int, currency: str) -> str:
    return f"{decimal(minor, currency)} {currency}"


if __name__ == "__main__":
    sys.exit(main())
