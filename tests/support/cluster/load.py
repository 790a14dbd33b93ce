"""Places orders without a pause while the cluster changes."""

from collections import Counter
from typing import Any
from uuid import uuid4

import httpx

from ops.shell import SHOP
from tests.support.cluster.background import BackgroundThreads
from tests.support.cluster.shop import ClusterShop
from tests.support.shop.running_shop import an_order

# Few: the orders they leave behind are worked off by everything else, on a machine that may be small.
CLIENTS = 2
KNATIVE = ("serving.knative.dev", "v1", SHOP, "services")


class Load(BackgroundThreads):
    """Clients that place one order after the other, and count the responses."""

    def __init__(self, shop: ClusterShop, sku: str, pause_seconds: float = 0.5) -> None:
        self._shop, self._sku, self._pause_seconds = shop, sku, pause_seconds
        self.answers: Counter[Any] = Counter()
        super().__init__([self._order] * CLIENTS, join_seconds=90)

    def _order(self) -> None:
        with self._shop.client() as client:
            while not self._over.wait(self._pause_seconds):
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
