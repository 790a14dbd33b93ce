"""Reads the exporter's status: totals per operation in the last hour, and current metric values."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from observability.metric_catalog import metric_catalog

Json = dict[str, Any]


@dataclass
class OperationStatus:
    """An operation's totals of the last hour, or since the exporter started."""

    requests: int = 0
    errors: int = 0
    cold_starts: int = 0
    start_seconds: float = 0.0
    _buckets: list[float] = field(default_factory=list)

    def add(self, status: str, numbers: list[float]) -> None:
        counts = numbers[:-1]
        self.requests += round(sum(counts))
        self.errors += round(sum(counts)) if status == "5xx" else 0
        self._buckets = [a + b for a, b in zip(self._buckets or [0.0] * len(counts), counts, strict=True)]

    def quantile_seconds(self, share: float) -> float | None:
        """The quantile of request durations, computed like Prometheus' histogram_quantile; None without requests."""
        bounds = metric_catalog()["cloudshop_operation_seconds"].bounds
        wanted, seen = share * sum(self._buckets), 0.0
        for bucket, count in enumerate(self._buckets):
            if count and seen + count >= wanted:
                if bucket == len(bounds):
                    return bounds[-1]
                below = bounds[bucket - 1] if bucket else 0.0
                return below + (bounds[bucket] - below) * (wanted - seen) / count
            seen += count
        return None


def operations(last_hour: Json) -> dict[str, OperationStatus]:
    """The totals of every operation that was called or started, most called first."""
    found: dict[str, OperationStatus] = defaultdict(OperationStatus)
    for name, labels, numbers in last_hour["added"]:
        if name == "cloudshop_operation_seconds" and any(numbers):
            found[labels[0]].add(labels[1], numbers)
        elif name == "cloudshop_gateway_request_seconds" and any(numbers):
            found["gateway"].add(labels[2], numbers)
        elif name == "cloudshop_function_start_seconds" and any(numbers):
            found[labels[0]].cold_starts += round(sum(numbers[:-1]))
            found[labels[0]].start_seconds += numbers[-1]
    return dict(sorted(found.items(), key=lambda item: -item[1].requests))


class Samples:
    """Current metric values, by name and labels."""

    def __init__(self, samples: Iterable[list[Any]]) -> None:
        self._samples = [(name, tuple(labels), value) for name, labels, value in samples]

    def value(self, name: str, *labels: str) -> float | None:
        """The sum of the metric over all samples with these first labels; None if there are none."""
        found = [v for n, sampled, v in self._samples if n == name and sampled[: len(labels)] == labels]
        return sum(found) if found else None

    def by_label(self, name: str) -> dict[str, float]:
        """The metric's values by its first label."""
        found: dict[str, float] = defaultdict(float)
        for sampled, labels, value in self._samples:
            if sampled == name:
                found[labels[0]] += value
        return dict(found)
