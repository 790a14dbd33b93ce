"""Measures the first page when everything has scaled to zero: from the web shop's cache, and without it.

A browser opens the product list, whose content counts as shown with the first product. The price of that product has
changed, and the time until the new price is in view is measured too. Without the cache, the page's two requests are
made with and without prewarming: without it gateway and functions start one after the other; with WAKES the gateway
starts the functions while it starts itself. For comparison, the cold start of a single function is measured too.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any
from uuid import uuid4

import httpx
from playwright.sync_api import Browser

from benchmarks.cluster.internal_caller import ANSWER_SECONDS, InternalCaller
from benchmarks.cluster.nodes.scaled_to_zero import wait_until_scaled_to_zero
from benchmarks.cluster.replay.gateway_variable import set_variable
from ops.cluster.argo import paused
from tests.support.cluster.shop import ADDRESS, PAST_THE_CACHE, ClusterShop
from tests.support.web.chromium import open_chromium

TURNS = 5
PAGE = ("/api/products?limit=24", "/api/categories")
WAKES = "list-products list-categories"
CONTENT, NEW_PRICE = "page from the cache", "price that changed"


def measure() -> dict[str, Any]:
    shop = ClusterShop()
    caller = InternalCaller(shop)
    taken: dict[str, list[float]] = {}
    try:
        with open_chromium() as browser:
            sku = shop.sells(f"FIRST-{uuid4().hex[:8]}", on_hand=9)
            _seconds_in_a_browser(browser, "€")
            for turn in range(TURNS):
                _take_cached_turn(shop, browser, sku, turn, taken)
        # Otherwise Argo CD would revert the change of the gateway.
        with paused("20-backend"):
            for _ in range(TURNS):
                _take_turn(shop, caller, taken)
    finally:
        set_variable("WAKES", WAKES)
        caller.close()
        shop.close()
    medians = {what: median(seconds) for what, seconds in taken.items()}
    return {
        "turns": TURNS,
        "median_seconds": {what: round(seconds, 3) for what, seconds in medians.items()},
        "worst_seconds": {what: round(max(seconds), 3) for what, seconds in taken.items()},
        "page_to_one_function": round(medians["page"] / medians["one function"], 3),
        "page_to_page_without_waking_ahead": round(medians["page"] / medians["page without waking ahead"], 3),
        "page_from_the_cache_to_page": round(medians[CONTENT] / medians["page"], 3),
    }


def _take_cached_turn(shop: ClusterShop, browser: Browser, sku: str, turn: int, taken: dict[str, list[float]]) -> None:
    price_minor = 1000 + turn
    with shop.client("staff") as staff:
        prices = {"prices": [{"sku": sku, "price_minor": price_minor}]}
        staff.put(f"/api/staff/products/product-{sku.lower()}/prices", json=prices).raise_for_status()
    wait_until_scaled_to_zero(shop)
    content, new_price = _seconds_in_a_browser(browser, f"10.0{turn}")
    taken.setdefault(CONTENT, []).append(content)
    taken.setdefault(NEW_PRICE, []).append(new_price)


def _seconds_in_a_browser(browser: Browser, price: str) -> tuple[float, float]:
    """The times from opening the list of new products, in a new browser, to its content and to the new price.

    The most recently published product is the first of that list.
    """
    with browser.new_context(locale="en-IE") as context:
        page = context.new_page()
        began = time.perf_counter()
        page.goto(f"{ADDRESS}/products?sort=newest", wait_until="commit")
        first = page.locator("main li").first
        first.get_by_role("heading").wait_for(timeout=ANSWER_SECONDS * 1000)
        content = time.perf_counter() - began
        first.get_by_text(price).first.wait_for(timeout=ANSWER_SECONDS * 1000)
        return content, time.perf_counter() - began


def _take_turn(shop: ClusterShop, caller: InternalCaller, taken: dict[str, list[float]]) -> None:
    wait_until_scaled_to_zero(shop)
    taken.setdefault("one function", []).append(caller.seconds("list-products"))
    set_variable("WAKES", WAKES)
    wait_until_scaled_to_zero(shop)
    taken.setdefault("page", []).append(_page_seconds())
    set_variable("WAKES", "")
    wait_until_scaled_to_zero(shop)
    taken.setdefault("page without waking ahead", []).append(_page_seconds())


def _page_seconds() -> float:
    """The time until the last response of the page has arrived."""
    with (
        httpx.Client(base_url=ADDRESS, timeout=ANSWER_SECONDS, headers=PAST_THE_CACHE) as client,
        ThreadPoolExecutor(len(PAGE)) as shopper,
    ):
        began = time.perf_counter()
        answers = list(shopper.map(client.get, PAGE))
        taken = time.perf_counter() - began
    for answer in answers:
        answer.raise_for_status()
    return taken
