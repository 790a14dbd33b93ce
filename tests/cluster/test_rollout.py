"""A function is rolled while shoppers use it, and none of them notices."""

import threading
from collections import Counter
from typing import Any
from uuid import uuid4

import httpx
import pytest

from ops.shell import SHOP
from tests.support.cluster.shop import ClusterShop
from tests.support.shop.running_shop import an_order, eventually

# Few: the orders they leave behind are worked off by everything else, on a machine that may be small.
CLIENTS = 2
KNATIVE = ("serving.knative.dev", "v1", SHOP, "services")


class Load:
    """Clients that place one order after the other, and count what they are answered."""

    def __init__(self, shop: ClusterShop, sku: str, pause_seconds: float = 0.5) -> None:
        self._shop, self._sku, self._pause_seconds = shop, sku, pause_seconds
        self._stop = threading.Event()
        self.answers: Counter[Any] = Counter()
        self._threads = [threading.Thread(target=self._order) for _ in range(CLIENTS)]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(90)

    def _order(self) -> None:
        with self._shop.client() as client:
            while not self._stop.wait(self._pause_seconds):
                try:
                    key = {"idempotency-key": str(uuid4())}
                    answer = client.post("/api/orders", json=an_order(self._sku), headers=key)
                    # What a refusal says is all that is left of it when the pod is gone.
                    self.answers[answer.status_code if answer.status_code == 201 else answer.text] += 1
                except httpx.HTTPError as failure:
                    self.answers[type(failure).__name__] += 1


def newest_revision(shop: ClusterShop, name: str) -> tuple[str, str]:
    """The revision that was made last, and the one that gets the requests."""
    status = shop.custom.get_namespaced_custom_object(*KNATIVE, name)["status"]
    return status["latestCreatedRevisionName"], status["latestReadyRevisionName"]


@pytest.mark.timeout(600)
class TestRollout:
    def test_no_request_fails_while_place_order_is_rolled(self, shop: ClusterShop) -> None:
        sku = shop.sells(f"ROLL-{uuid4().hex[:8]}", on_hand=100_000)
        before, _ = newest_revision(shop, "place-order")
        with Load(shop, sku) as load:
            eventually(lambda: load.answers[201] > 10, seconds=90, what="orders are placed")
            change = {"spec": {"template": {"metadata": {"annotations": {"cloudshop.dev/rolled": uuid4().hex}}}}}
            shop.custom.patch_namespaced_custom_object(*KNATIVE, "place-order", change)
            eventually(
                lambda: len({*newest_revision(shop, "place-order"), before}) == 2
                and before not in newest_revision(shop, "place-order"),
                seconds=120, what="the new revision serves",
            )  # fmt: skip
            # Until the old pod has drained (30 s) and is gone.
            eventually(
                lambda: not [pod for pod in shop.pods("place-order") if pod.metadata.name.startswith(f"{before}-")],
                seconds=180, what="the old revision's pods are gone", every=1,
            )  # fmt: skip
            served = load.answers[201]
            eventually(lambda: load.answers[201] > served + 10, seconds=60, what="the new one serves on")
        assert set(load.answers) == {201}, load.answers
