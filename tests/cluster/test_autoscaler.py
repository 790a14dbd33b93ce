"""Pods come and go on a live cluster as the simulation says."""

import time
from collections import defaultdict
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from benchmarks.record import record
from ops.scaling.simulator.model.simulation import Simulation
from ops.scaling.simulator.preview.assumptions import Assumptions
from ops.scaling.simulator.shop import reading
from ops.scaling.simulator.shop.tree import WorkTree
from ops.scaling.simulator.traffic.demo_shop import behaviour
from ops.scaling.simulator.traffic.trace import Arrivals, Trace
from ops.shell import ROOT, SHOP, get
from tests.support.cluster.shop import ClusterShop, ends
from tests.support.waiting import eventually

# It wakes functions of which some stay for a minute more than the others.
CALLED, CALLED_AT_SECONDS, SECONDS_MAX = "quote-order", 1, 240
EVERY_SECONDS = 0.5
OWED = "SELECT count(*) FROM messaging.outbox WHERE cardinality(awaiting) > 0"

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]


def predicted() -> dict[str, float]:
    """How long each function has a pod because of one call, by the settings of this cluster."""
    shop = reading.read(WorkTree(ROOT), "kind", ROOT, Assumptions.read(ROOT).start_slowdown["kind"]).shop
    calls = [Arrivals(CALLED_AT_SECONDS, CALLED, 1)]
    behaviours = {name: behaviour(name) for name in shop.functions}
    run = Simulation(shop, Trace("one call", "2026-01-01T00:00:00Z", SECONDS_MAX, behaviours, calls), 1).run()
    seconds = {name: found.pod_seconds(run.seconds)[0] for name, found in run.functions.items()}
    return {name: up for name, up in seconds.items() if up and name != "sweep"}


def observed(shop: ClusterShop) -> tuple[dict[str, float], set[str]]:
    """The same of the cluster, until every function is at zero, and the modes in which callers reached the pods."""
    lived: dict[str, dict[str, float]] = defaultdict(dict)
    modes: set[str] = set()
    while pods := shop.pods():
        now = datetime.now(UTC)
        for pod in pods:
            if not ends(pod):
                function, created = pod.metadata.labels["serving.knative.dev/service"], pod.metadata.creation_timestamp
                lived[function][pod.metadata.name] = (now - created).total_seconds()
        modes.add(_mode(CALLED))
        time.sleep(EVERY_SECONDS)
    return {name: sum(pods.values()) for name, pods in lived.items() if name != "sweep"}, modes


def _mode(function: str) -> str:
    """Of the newest revision."""
    revision = get("ksvc", function, "-n", SHOP)["status"]["latestReadyRevisionName"]
    return str(get("serverlessservices.networking.internal.knative.dev", revision, "-n", SHOP)["spec"]["mode"])


def test_one_call_keeps_pods_for_as_long_as_it_is_predicted_to(shop: ClusterShop) -> None:
    sku = shop.sells(f"PREDICTED-{uuid4().hex[:8]}", on_hand=5)
    # Else the sweep sends meanwhile what was to be tried again later.
    eventually(lambda: shop.query(OWED) == [(0,)], seconds=300, what="every event has been handled")
    shop.all_asleep(seconds=400)
    with shop.client() as client:
        quoted = client.post("/api/quotes", json={"lines": [{"sku": sku, "quantity": 1}]})
        assert quoted.status_code == 200, quoted.text
    found, modes = observed(shop)
    expected = predicted()
    record("one-call", {"predicted": _rounded(expected), "observed": _rounded(found)})
    assert found.keys() == expected.keys()
    # The activator stays in the path whether there are pods or not (knative/platform/settings/autoscaler.yaml).
    assert modes == {"Proxy"}
    assert sum(found.values()) == pytest.approx(sum(expected.values()), rel=0.15)
    assert {name: up for name, up in found.items() if not 0.7 < up / expected[name] < 1.4} == {}


def _rounded(seconds: dict[str, float]) -> dict[str, float]:
    return {name: round(up, 1) for name, up in sorted(seconds.items())}
