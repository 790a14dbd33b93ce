"""Measures the first page when everything has scaled to zero, with and without prewarming.

The page requests products and categories at once through the public entry point. Without prewarming, gateway and
functions start one after the other; with WAKES the gateway starts the functions while it starts itself. For comparison,
the cold start of a single function is measured too.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any

import httpx

from benchmarks.cluster.entry import ANSWER_SECONDS, Entry
from benchmarks.cluster.scaled_to_zero import wait_until_scaled_to_zero
from ops.cluster.argo import paused
from ops.cluster.shop import FUNCTIONS
from ops.shell import SHOP, get, kubectl, until
from tests.support.cluster.shop import ADDRESS, ClusterShop

TURNS = 5
PAGE = ("/api/products?limit=24", "/api/categories")
WAKES = "list-products list-categories"


def measure() -> dict[str, Any]:
    shop = ClusterShop()
    entry = Entry(shop)
    taken: dict[str, list[float]] = {"one function": [], "page": [], "page without waking ahead": []}
    try:
        # Otherwise Argo CD would revert the change of the gateway.
        with paused("20-backend"):
            for _ in range(TURNS):
                _take_turn(shop, entry, taken)
    finally:
        _set_prewarmed(WAKES)
        entry.close()
        shop.close()
    medians = {what: median(seconds) for what, seconds in taken.items()}
    return {
        "turns": TURNS,
        "median_seconds": {what: round(seconds, 3) for what, seconds in medians.items()},
        "worst_seconds": {what: round(max(seconds), 3) for what, seconds in taken.items()},
        "page_to_one_function": round(medians["page"] / medians["one function"], 3),
        "page_to_page_without_waking_ahead": round(medians["page"] / medians["page without waking ahead"], 3),
    }


def _take_turn(shop: ClusterShop, entry: Entry, taken: dict[str, list[float]]) -> None:
    wait_until_scaled_to_zero(shop)
    taken["one function"].append(entry.seconds("list-products"))
    _set_prewarmed(WAKES)
    wait_until_scaled_to_zero(shop)
    taken["page"].append(_page_seconds())
    _set_prewarmed("")
    wait_until_scaled_to_zero(shop)
    taken["page without waking ahead"].append(_page_seconds())


def _page_seconds() -> float:
    """The time until the last response of the page has arrived."""
    with httpx.Client(base_url=ADDRESS, timeout=ANSWER_SECONDS) as client, ThreadPoolExecutor(len(PAGE)) as shopper:
        began = time.perf_counter()
        answers = list(shopper.map(client.get, PAGE))
        taken = time.perf_counter() - began
    for answer in answers:
        answer.raise_for_status()
    return taken


def _set_prewarmed(operations: str) -> None:
    """Sets the functions that the gateway's next pods prewarm."""
    env = get(FUNCTIONS, "gateway", "-n", SHOP)["spec"]["template"]["spec"]["containers"][0]["env"]
    at = next(number for number, variable in enumerate(env) if variable["name"] == "WAKES")
    path = f"/spec/template/spec/containers/0/env/{at}/value"
    kubectl(
        *("patch", FUNCTIONS, "gateway", "-n", SHOP, "--type=json"),
        *("-p", f'[{{"op": "replace", "path": "{path}", "value": "{operations}"}}]'),
    )
    until(_is_rolled, 120, "The gateway's new revision did not become ready.")


def _is_rolled() -> bool:
    gateway = get(FUNCTIONS, "gateway", "-n", SHOP)
    status = gateway["status"]
    return bool(
        status["observedGeneration"] == gateway["metadata"]["generation"]
        and status["latestCreatedRevisionName"] == status["latestReadyRevisionName"]
        and all(condition["status"] == "True" for condition in status["conditions"])
    )
