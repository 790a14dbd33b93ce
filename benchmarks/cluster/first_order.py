"""Measures the time from placing an order in a shop at zero until it is confirmed.

The checkout opens (the price is asked for), a browser that knows the address fills it in, and the page announces the
order, which wakes the functions. The shopper reads what it costs, and places it."""

import time
from datetime import datetime
from statistics import median
from typing import Any, Final
from uuid import uuid4

from benchmarks.cluster.nodes.scaled_to_zero import wait_until_scaled_to_zero
from tests.support.cluster.shop import ClusterShop
from tests.support.shop.running_shop import an_order
from tests.support.waiting import eventually

TURNS = 7
# Between the checkout's opening and the announcement, and between this and the order.
CHECKOUT_SECONDS: Final = 7
READING_SECONDS: Final = 8
CONFIRMED_SECONDS = 120
CONFIRMED_AT = """
    SELECT t.at FROM orders.transitions t JOIN orders.orders o ON o.id = t.order_id
     WHERE o.number = %s AND t.state = 'confirmed'
"""


def measure() -> dict[str, Any]:
    shop, taken = ClusterShop(), []
    try:
        sku = shop.sells(f"ORDER-{uuid4().hex[:8]}", on_hand=1000)
        for turn in range(TURNS):
            wait_until_scaled_to_zero(shop)
            taken.append(_seconds_until_confirmed(shop, sku))
            print(f"turn {turn + 1} of {TURNS}: {taken[-1]:.1f} s", flush=True)
    finally:
        shop.close()
    return {
        "turns": TURNS,
        "checkout_seconds": CHECKOUT_SECONDS,
        "reading_seconds": READING_SECONDS,
        "median_seconds": round(median(taken), 2),
        "seconds": [round(each, 2) for each in taken],
    }


def _seconds_until_confirmed(shop: ClusterShop, sku: str) -> float:
    with shop.client() as client:
        client.post("/api/quotes", json={"lines": [{"sku": sku, "quantity": 1}]}).raise_for_status()
        time.sleep(CHECKOUT_SECONDS)
        client.options("/api/orders").raise_for_status()
        time.sleep(READING_SECONDS)
        began = time.time()
        order = client.post("/api/orders", json=an_order(sku), headers={"idempotency-key": str(uuid4())})
        order.raise_for_status()
    number = order.json()["number"]
    what = f"order {number} is confirmed"
    eventually(lambda: shop.query(CONFIRMED_AT, number), seconds=CONFIRMED_SECONDS, what=what, every=0.5)
    confirmed_at: datetime = shop.query(CONFIRMED_AT, number)[0][0]
    return confirmed_at.timestamp() - began
