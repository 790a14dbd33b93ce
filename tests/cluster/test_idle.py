"""A shop without visitors sleeps, apart from looking after what may have got stuck."""

import time
from collections import defaultdict

import pytest

from benchmarks.record import record
from tests.support.cluster.shop import ClusterShop

WATCHED_SECONDS, EVERY_SECONDS = 900, 1
AWAKE_PART_MAX = 0.05


@pytest.mark.long
@pytest.mark.timeout(1500)
class TestIdling:
    def test_all_functions_together_are_up_for_less_than_a_twentieth_of_the_time(self, shop: ClusterShop) -> None:
        shop.all_asleep(seconds=300)
        pod_seconds: defaultdict[str, float] = defaultdict(float)
        started = last = time.monotonic()
        while (now := time.monotonic()) < started + WATCHED_SECONDS:
            for pod in shop.pods():
                pod_seconds[pod.metadata.labels["serving.knative.dev/service"]] += now - last
            last = now
            time.sleep(EVERY_SECONDS)
        part = sum(pod_seconds.values()) / WATCHED_SECONDS
        by_function = {name: round(seconds, 1) for name, seconds in pod_seconds.items()}
        record("idle", {"watched_seconds": WATCHED_SECONDS, "awake_part": round(part, 4), "pod_seconds": by_function})
        assert "sweep" in pod_seconds, "the clock woke no function: nothing was measured"
        assert part < AWAKE_PART_MAX, by_function
