"""What the gateway counts for Prometheus: rate, errors and duration of every operation, and what stands in the way.

Labels are names of the route table and classes of status, never what a client sent.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from prometheus_client import CollectorRegistry, Counter, Gauge
from prometheus_client.core import HistogramMetricFamily
from prometheus_client.registry import Collector

# Up to the longest an answer may take; a cold start is seen in the upper half.
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_BOUNDS = (*map(str, SECONDS), "+Inf")

Labels = tuple[str, ...]


class _Histogram(Collector):
    """A histogram that only the event loop fills: prometheus_client's own takes four locks for each observation."""

    def __init__(self, name: str, documentation: str, labels: Sequence[str]) -> None:
        self._about = name, documentation, labels
        self._counts: dict[Labels, list[int]] = {}
        self._sums: dict[Labels, float] = {}

    def observe(self, labels: Labels, seconds: float) -> None:
        if (counts := self._counts.get(labels)) is None:
            counts = self._counts[labels] = [0] * len(_BOUNDS)
            self._sums[labels] = 0.0
        counts[bisect_left(SECONDS, seconds)] += 1
        self._sums[labels] += seconds

    def collect(self) -> Iterable[HistogramMetricFamily]:
        name, documentation, names = self._about
        family = HistogramMetricFamily(name, documentation, labels=names)
        for labels, counts in list(self._counts.items()):
            buckets = list(zip(_BOUNDS, accumulate(counts), strict=True))
            family.add_metric(labels, buckets, self._sums[labels])
        yield family


class Metrics:
    """Of one gateway, in its own registry."""

    def __init__(self, in_flight: Callable[[], float]) -> None:
        self.registry = CollectorRegistry()
        self._requests = _Histogram(
            "cloudshop_gateway_request_seconds",
            "Requests, from their head to the last byte of the answer.",
            ("operation", "method", "status"),
        )
        self._first_byte = _Histogram(
            "cloudshop_gateway_upstream_first_byte_seconds",
            "From sending a call to the first byte of the function's answer; a function that slept starts in it.",
            ("operation",),
        )
        self.registry.register(self._requests)
        self.registry.register(self._first_byte)
        self._retries = Counter(
            "cloudshop_gateway_retries_total", "Calls sent again.", ["operation"], registry=self.registry
        )
        self._limited = Counter(
            "cloudshop_gateway_limited_total", "Requests above a rate limit.", ["policy"], registry=self.registry
        )
        waiting = Gauge("cloudshop_gateway_in_flight", "Requests being answered.", registry=self.registry)
        waiting.set_function(in_flight)

    def answered(self, operation: str, method: str, status: int, seconds: float) -> None:
        known = method if method in _METHODS else "other"
        self._requests.observe((operation, known, _STATUS_CLASSES[status // 100]), seconds)

    def first_byte(self, operation: str, seconds: float) -> None:
        self._first_byte.observe((operation,), seconds)

    def retried(self, operation: str) -> None:
        self._retries.labels(operation).inc()

    def limited(self, policy: str) -> None:
        self._limited.labels(policy).inc()


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_STATUS_CLASSES = ("0xx", "1xx", "2xx", "3xx", "4xx", "5xx")
