"""What a replay did to the shop: its pods each second, and how many calls met a cold start."""

import json
import threading
import time
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ops.scaling.observed.series import integral
from ops.shell import SHOP, kubectl
from tests.support.cluster.shop import Cluster

FORWARDED = "cloudshop_gateway_upstream_first_byte_seconds"
COLD = "cloudshop_gateway_cold_start_seconds"


@dataclass(slots=True)
class Pods:
    """Pods that are ready or starting, by function, at the times in seconds since `began_at`."""

    began_at: float
    counts: list[tuple[float, dict[str, int]]] = field(default_factory=list)

    def samples(self, function: str) -> list[tuple[float, float]]:
        return [(at, float(found.get(function, 0))) for at, found in self.counts]

    def functions(self) -> set[str]:
        return {name for _, found in self.counts for name in found}

    def pod_seconds(self, end: float, without: Collection[str]) -> float:
        return sum(integral(self.samples(name), end) for name in self.functions() - set(without))


@contextmanager
def watched_pods(cluster: Cluster) -> Iterator[Pods]:
    """Looks once a second until the block ends."""
    pods, is_over = Pods(time.monotonic()), threading.Event()

    def watch() -> None:
        while not is_over.wait(1.0):
            at = time.monotonic() - pods.began_at
            pods.counts.append((at, cluster.awake()))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield pods
    finally:
        is_over.set()
        thread.join()


@dataclass(frozen=True, slots=True)
class Counts:
    """By operation: calls that the gateway forwarded, those of them that met a cold start, and their seconds."""

    calls: dict[str, float]
    cold: dict[str, float]
    cold_seconds: dict[str, float]

    @classmethod
    def now(cls) -> "Counts":
        """Since ever, from the exporter, which loses none."""
        asked = ("exec", "-n", SHOP, "deployment/metrics-exporter", "--", "cat", "/sums/sums.json")
        calls, cold, seconds = (
            defaultdict[str, float](float),
            defaultdict[str, float](float),
            defaultdict[str, float](float),
        )
        for name, labels, numbers in json.loads(kubectl(*asked, seconds=60))["sums"]:
            if name == FORWARDED:
                calls[labels[0]] += sum(numbers[:-1])
            elif name == COLD:
                cold[labels[0]] += sum(numbers[:-1])
                seconds[labels[0]] += numbers[-1]
        return cls(calls, cold, seconds)

    def since(self, before: "Counts") -> "Counts":
        pairs = ((self.calls, before.calls), (self.cold, before.cold), (self.cold_seconds, before.cold_seconds))
        return Counts(*({name: after[name] - then.get(name, 0.0) for name in after} for after, then in pairs))

    @property
    def cold_percent(self) -> float:
        return 100 * sum(self.cold.values()) / max(1.0, sum(self.calls.values()))

    @property
    def cold_wait_seconds(self) -> float:
        return sum(self.cold_seconds.values()) / max(1.0, sum(self.cold.values()))
