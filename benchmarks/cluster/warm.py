"""Measures requests to running pods, through the gateway and directly to the function."""

import time
from statistics import median, quantiles
from typing import Any

import httpx

from benchmarks.cluster.internal_caller import InternalCaller
from ops.shell import SHOP
from tests.support.cluster.shop import ADDRESS, ClusterShop

REQUESTS, WARM_UP = 300, 30
PATH, FUNCTION = "/api/categories", "list-categories"


def measure() -> dict[str, Any]:
    shop = ClusterShop()
    caller = InternalCaller(shop)
    host = {"host": f"{FUNCTION}.{SHOP}.svc.cluster.local"}
    try:
        with (
            httpx.Client(base_url=ADDRESS, timeout=60) as public,
            httpx.Client(base_url=caller.address, headers=host, timeout=60) as private,
        ):
            taken: dict[str, list[float]] = {"through the gateway": [], "straight to the function": []}
            for number in range(WARM_UP + REQUESTS):
                for way, client, path in (
                    ("through the gateway", public, PATH),
                    ("straight to the function", private, "/"),
                ):
                    seconds = _seconds(client, path)
                    if number >= WARM_UP:
                        taken[way].append(seconds)
    finally:
        caller.close()
        shop.close()
    return {
        "requests": REQUESTS,
        **{way: _summary(seconds) for way, seconds in taken.items()},
        "ratio": round(median(taken["through the gateway"]) / median(taken["straight to the function"]), 3),
    }


def _seconds(client: httpx.Client, path: str) -> float:
    began = time.perf_counter()
    client.get(path).raise_for_status()
    return time.perf_counter() - began


def _summary(seconds: list[float]) -> dict[str, float]:
    milliseconds = [each * 1000 for each in seconds]
    return {
        "median_milliseconds": round(median(milliseconds), 2),
        "p95_milliseconds": round(quantiles(milliseconds, n=20)[-1], 2),
    }
