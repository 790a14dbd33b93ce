"""What the gateway counts for Prometheus: rate, errors and duration of every operation, and what stands in the way.

Labels are names of the route table and classes of status, never what a client sent.
"""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

# Up to the longest an answer may take; a cold start is seen in the upper half.
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Of one gateway, in its own registry."""

    def __init__(self, in_flight: Callable[[], float]) -> None:
        self.registry = CollectorRegistry()
        self._requests = Histogram(
            "cloudshop_gateway_request_seconds",
            "Requests from the first byte of the head to the last of the answer.",
            ["operation", "method", "status"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._first_byte = Histogram(
            "cloudshop_gateway_upstream_first_byte_seconds",
            "From sending a call to the first byte of the function's answer; a function that slept starts in it.",
            ["operation"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._retries = Counter(
            "cloudshop_gateway_retries_total", "Calls sent again.", ["operation"], registry=self.registry
        )
        self._limited = Counter(
            "cloudshop_gateway_limited_total", "Requests above a rate limit.", ["policy"], registry=self.registry
        )
        waiting = Gauge("cloudshop_gateway_in_flight", "Requests being answered.", registry=self.registry)
        waiting.set_function(in_flight)
        # Finding a labelled child costs more than counting with it.
        self._requests_of: dict[tuple[str, str, int], Histogram] = {}
        self._first_byte_of: dict[str, Histogram] = {}

    def answered(self, operation: str, method: str, status: int, seconds: float) -> None:
        key = (operation, method, status // 100)
        if (child := self._requests_of.get(key)) is None:
            child = self._requests_of[key] = self._requests.labels(operation, method, f"{status // 100}xx")
        child.observe(seconds)

    def first_byte(self, operation: str, seconds: float) -> None:
        if (child := self._first_byte_of.get(operation)) is None:
            child = self._first_byte_of[operation] = self._first_byte.labels(operation)
        child.observe(seconds)

    def retried(self, operation: str) -> None:
        self._retries.labels(operation).inc()

    def limited(self, policy: str) -> None:
        self._limited.labels(policy).inc()
