"""What the exporter tells, as an operator asks for it: per operation, and figure by figure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from observability.metric_catalog import metric_catalog

Json = dict[str, Any]


@dataclass
class OperationStatus:
    """One operation in the last hour, or for as long as the exporter remembers."""

    requests: int = 0
    errors: int = 0
    starts: int = 0
    start_seconds: float = 0.0
    _buckets: list[float] = field(default_factory=list)

    def add(self, status: str, numbers: list[float]) -> None:
        counts = numbers[:-1]
        self.requests += round(sum(counts))
        self.errors += round(sum(counts)) if status == "5xx" else 0
        self._buckets = [a + b for a, b in zip(self._buckets or [0.0] * len(counts), counts, strict=True)]

    def quantile_seconds(self, share: float) -> float | None:
        """Between which requests that share lies, as Prometheus' histogram_quantile has it; None without any."""
        bounds = metric_catalog()["cloudshop_operation_seconds"].bounds
        wanted, seen = share * sum(self._buckets), 0.0
        for environment, count in enumerate(self._buckets):
            if count and seen + count >= wanted:
                if environment == len(bounds):
                    return bounds[-1]
                below = bounds[environment - 1] if environment else 0.0
                return below + (bounds[environment] - below) * (wanted - seen) / count
            seen += count
        return None


def operations(recent: Json) -> dict[str, OperationStatus]:
    """By operation, for those that were called or started."""
    found: dict[str, OperationStatus] = defaultdict(OperationStatus)
    for name, labels, numbers in recent["added"]:
        if name == "cloudshop_operation_seconds" and any(numbers):
            found[labels[0]].add(labels[1], numbers)
        elif name == "cloudshop_gateway_request_seconds" and any(numbers):
            found["gateway"].add(labels[2], numbers)
        elif name == "cloudshop_function_start_seconds" and any(numbers):
            found[labels[0]].starts += round(sum(numbers[:-1]))
            found[labels[0]].start_seconds += numbers[-1]
    return dict(sorted(found.items(), key=lambda item: -item[1].requests))


class Samples:
    """The figures of now, by name and labels."""

    def __init__(self, samples: Iterable[list[Any]]) -> None:
        self._samples = [(name, tuple(labels), value) for name, labels, value in samples]

    def value(self, name: str, *labels: str) -> float | None:
        """The sum of the figure over all samples with these first labels; None where there is none."""
        found = [v for n, given, v in self._samples if n == name and given[: len(labels)] == labels]
        return sum(found) if found else None

    def by_label(self, name: str) -> dict[str, float]:
        """The figure by its first label."""
        found: dict[str, float] = defaultdict(float)
        for given, labels, value in self._samples:
            if given == name:
                found[labels[0]] += value
        return dict(found)
