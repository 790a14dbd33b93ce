"""Measures the number of pods and the response times with 1, 10 and 50 concurrent shoppers."""

import threading
import time
from collections import Counter
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

import httpx

from benchmarks.cluster.nodes.scaled_to_zero import wait_until_scaled_to_zero
from tests.support.cluster.shop import ADDRESS, PAST_THE_CACHE, ClusterShop

AT_ONCE, SECONDS, PAUSE_SECONDS = (1, 10, 50), 60, 1.0


def measure() -> dict[str, Any]:
    shop = ClusterShop()
    try:
        sku = shop.sells(f"LOOKED-{uuid4().hex[:8]}", on_hand=1000)
        found = {}
        for shoppers in AT_ONCE:
            wait_until_scaled_to_zero(shop)
            found[f"{shoppers} at once"] = _crowd(shop, sku, shoppers)
    finally:
        shop.close()
    return {"seconds": SECONDS, "pause_seconds": PAUSE_SECONDS, "from_zero": True, **found}


def _crowd(shop: ClusterShop, sku: str, shoppers: int) -> dict[str, Any]:
    """Runs shoppers who repeatedly list products and categories, fill their carts and request quotes."""
    taken: list[float] = []
    answers: Counter[str] = Counter()
    over = time.monotonic() + SECONDS
    threads = [threading.Thread(target=_shop, args=(sku, over, taken, answers)) for _ in range(shoppers)]
    for thread in threads:
        thread.start()
    most: Counter[str] = Counter()
    while time.monotonic() < over:
        most |= Counter(shop.awake())
        time.sleep(1)
    for thread in threads:
        thread.join(120)
    return {
        "requests": len(taken),
        "answers": dict(answers),
        "median_milliseconds": round(median(taken) * 1000, 1),
        "p95_milliseconds": round(quantiles(taken, n=20)[-1] * 1000, 1),
        "pods_at_most": dict(sorted(most.items())),
    }


def _shop(sku: str, over: float, taken: list[float], answers: Counter[str]) -> None:
    quote = {"lines": [{"sku": sku, "quantity": 1}]}
    with httpx.Client(base_url=ADDRESS, timeout=120, headers=PAST_THE_CACHE) as client:
        while time.monotonic() < over:
            for method, path, body in (
                ("GET", "/api/products?limit=24", None),
                ("GET", "/api/categories", None),
                ("PUT", f"/api/cart/items/{sku}", {"quantity": 1}),
                ("POST", "/api/quotes", quote),
            ):
                began = time.perf_counter()
                answer = client.request(method, path, json=body)
                taken.append(time.perf_counter() - began)
                answers[str(answer.status_code)] += 1
                time.sleep(PAUSE_SECONDS)
