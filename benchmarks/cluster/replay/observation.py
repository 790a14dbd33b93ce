"""Observes a replay: the pods each second, and how many calls met a cold start."""

import json
import threading
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields

from ops.scaling.observed.series import integral
from ops.shell import SHOP, kubectl
from tests.support.cluster.shop import Cluster

FORWARDED = "cloudshop_gateway_upstream_first_byte_seconds"
COLD = "cloudshop_gateway_cold_start_seconds"
STARTS = "cloudshop_function_start_seconds"


class Sums(defaultdict[str, float]):
    def __init__(self) -> None:
        super().__init__(float)


@dataclass(slots=True)
class Pods:
    """Ready or starting pods by function, with times in seconds since `began_at`."""

    began_at: float
    counts: list[tuple[float, dict[str, int]]] = field(default_factory=list)

    def samples(self, function: str) -> list[tuple[float, float]]:
        return [(at, float(found.get(function, 0))) for at, found in self.counts]

    def functions(self) -> set[str]:
        return {name for _, found in self.counts for name in found}

    def pod_seconds(self, end: float, without: Collection[str]) -> float:
        return sum(integral(self.samples(name), end) for name in self.functions() - set(without))


@contextmanager
def count_pods(cluster: Cluster) -> Iterator[Pods]:
    """Counts the pods once a second until the block ends."""
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
    """Counts by operation: calls that the gateway forwarded, those that met a cold start, and their seconds; and starts
    of functions, with the seconds from the start of the process until it was ready.
    """

    calls: dict[str, float]
    cold: dict[str, float]
    cold_seconds: dict[str, float]
    starts: dict[str, float]
    start_seconds: dict[str, float]

    @classmethod
    def now(cls) -> "Counts":
        """The counts since the beginning, from the exporter, which loses none."""
        asked = ("exec", "-n", SHOP, "deployment/metrics-exporter", "--", "cat", "/sums/sums.json")
        return cls.of(json.loads(kubectl(*asked, seconds=60))["sums"])

    @classmethod
    def of(cls, sums: Iterable[tuple[str, list[str], list[float]]]) -> "Counts":
        """The counts from histograms: name, label values, and bucket counts followed by the sum."""
        numbers, seconds = defaultdict[str, Sums](Sums), defaultdict[str, Sums](Sums)
        for name, labels, counted in sums:
            numbers[name][labels[0]] += sum(counted[:-1])
            seconds[name][labels[0]] += counted[-1]
        return cls(numbers[FORWARDED], numbers[COLD], seconds[COLD], numbers[STARTS], seconds[STARTS])

    def since(self, before: "Counts") -> "Counts":
        pairs = ((getattr(self, each.name), getattr(before, each.name)) for each in fields(self))
        return Counts(*({name: after[name] - then.get(name, 0.0) for name in after} for after, then in pairs))

    @property
    def cold_percent(self) -> float:
        return 100 * sum(self.cold.values()) / max(1.0, sum(self.calls.values()))

    @property
    def cold_wait_seconds(self) -> float:
        return sum(self.cold_seconds.values()) / max(1.0, sum(self.cold.values()))

    @property
    def function_seconds(self) -> float:
        """The average time until a function's process was ready; 0 if none started."""
        names = set(self.starts) - {"gateway"}
        return sum(self.start_seconds[name] for name in names) / max(1.0, sum(self.starts[name] for name in names))
