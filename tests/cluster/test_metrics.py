"""Metrics on a cluster: counted whatever pods come and go, and without waking one."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ops.shell import SHOP, kubectl
from tests.support.cluster.shop import ClusterShop, client_of_functions
from tests.support.waiting import eventually

REQUESTS, OPERATION = 500, "list-categories"
COUNTED_SECONDS = 60


def exporter_status() -> Any:
    asked = ("exec", "-n", SHOP, "deployment/metrics-exporter", "--", "python", "-m", "observability.exporter.ask")
    return json.loads(kubectl(*asked, "/status", seconds=60))


def counted(metric: str, *labels: str) -> int:
    """How often the metric was observed since ever, over all samples with these first labels."""
    asked = ("exec", "-n", SHOP, "deployment/metrics-exporter", "--", "cat", "/sums/sums.json")
    sums = json.loads(kubectl(*asked, seconds=60))["sums"]
    found = [numbers for name, given, numbers in sums if name == metric and given[: len(labels)] == list(labels)]
    return round(sum(sum(numbers[:-1]) for numbers in found))


def asked(times: int) -> int:
    """Calls the operation over the public address; how often it answered 200."""
    with client_of_functions() as client:
        return sum(client.get("/api/categories").status_code == 200 for _ in range(times))


@pytest.mark.timeout(900)
class TestMetrics:
    def test_of_500_requests_over_pods_that_come_and_go_are_exactly_500(self, shop: ClusterShop) -> None:
        before = counted("cloudshop_operation_seconds", OPERATION, "2xx")
        seen_before = counted("cloudshop_gateway_request_seconds", OPERATION, "GET", "2xx")
        started_before = counted("cloudshop_function_start_seconds", OPERATION)
        gateways_before = counted("cloudshop_function_start_seconds", "gateway")
        pods: set[str] = set()
        for share in (1, 99, 150, 250):
            with ThreadPoolExecutor(8) as callers:
                shares = [share // 8 + (number < share % 8) for number in range(8)]
                assert sum(callers.map(asked, shares)) == share
            pods |= {pod.metadata.name for pod in shop.pods(OPERATION)}
            # Asked to end as the autoscaler asks, while the next requests are on their way.
            kubectl("delete", "pod", "-n", SHOP, "-l", f"serving.knative.dev/service={OPERATION}", "--wait=false")
        # The exporter goes, too: what it had acknowledged it still has.
        kubectl("delete", "pod", "-n", SHOP, "-l", "app.kubernetes.io/name=metrics-exporter")
        kubectl("rollout", "status", "deployment/metrics-exporter", "-n", SHOP, "--timeout=120s")
        assert len(pods) >= 4
        eventually(
            lambda: counted("cloudshop_operation_seconds", OPERATION, "2xx") - before >= REQUESTS,
            seconds=COUNTED_SECONDS, what="all are counted", every=2,
        )  # fmt: skip
        time.sleep(5)
        # Each gateway that starts meanwhile prewarms the operation (WAKES) with a call of its own.
        prewarmed = counted("cloudshop_function_start_seconds", "gateway") - gateways_before
        assert 0 <= counted("cloudshop_operation_seconds", OPERATION, "2xx") - before - REQUESTS <= prewarmed
        assert counted("cloudshop_gateway_request_seconds", OPERATION, "GET", "2xx") - seen_before == REQUESTS
        assert counted("cloudshop_function_start_seconds", OPERATION) - started_before >= len(pods)

    def test_are_read_from_every_source(self, shop: ClusterShop) -> None:
        sources = {
            labels[0]: value for name, labels, value in exporter_status()["samples"] if name == "cloudshop_source_up"
        }
        assert {"shop", "postgresql", "pgbouncer", "backup"} <= {name for name, is_up in sources.items() if is_up}

    @pytest.mark.long
    def test_wake_no_function(self, shop: ClusterShop) -> None:
        shop.all_asleep()
        for _ in range(20):
            exporter_status()
            assert shop.pods() == []
            time.sleep(1)
