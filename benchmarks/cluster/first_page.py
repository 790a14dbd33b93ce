"""How long a shopper waits for the first page when everything is at zero, and what waking ahead saves of it.

The page asks for products and categories at once, over the public entry. Gateway and functions would wake one after
the other; WAKES has the gateway wake them while it starts. Beside it, one function's cold start alone.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any

import httpx

from benchmarks.cluster.asleep import all_asleep
from benchmarks.cluster.entry import ANSWER_SECONDS, Entry
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
        # Argo CD would put the gateway right while it is measured.
        with paused("20-backend"):
            for _ in range(TURNS):
                _take_turn(shop, entry, taken)
    finally:
        _wake(WAKES)
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
    all_asleep(shop)
    taken["one function"].append(entry.seconds("list-products"))
    _wake(WAKES)
    all_asleep(shop)
    taken["page"].append(_page_seconds())
    _wake("")
    all_asleep(shop)
    taken["page without waking ahead"].append(_page_seconds())


def _page_seconds() -> float:
    """Until the last of the page's answers is there."""
    with httpx.Client(base_url=ADDRESS, timeout=ANSWER_SECONDS) as client, ThreadPoolExecutor(len(PAGE)) as shopper:
        began = time.perf_counter()
        answers = list(shopper.map(client.get, PAGE))
        taken = time.perf_counter() - began
    for answer in answers:
        answer.raise_for_status()
    return taken


def _wake(operations: str) -> None:
    """Has the gateway's next pods wake these functions."""
    env = get(FUNCTIONS, "gateway", "-n", SHOP)["spec"]["template"]["spec"]["containers"][0]["env"]
    at = next(number for number, variable in enumerate(env) if variable["name"] == "WAKES")
    path = f"/spec/template/spec/containers/0/env/{at}/value"
    kubectl(
        *("patch", FUNCTIONS, "gateway", "-n", SHOP, "--type=json"),
        *("-p", f'[{{"op": "replace", "path": "{path}", "value": "{operations}"}}]'),
    )
    until(_is_rolled, 120, "The gateway did not roll.")


def _is_rolled() -> bool:
    gateway = get(FUNCTIONS, "gateway", "-n", SHOP)
    status = gateway["status"]
    return bool(
        status["observedGeneration"] == gateway["metadata"]["generation"]
        and status["latestCreatedRevisionName"] == status["latestReadyRevisionName"]
        and all(condition["status"] == "True" for condition in status["conditions"])
    )
