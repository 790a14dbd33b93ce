"""Defines the gateway's metrics: rate, errors and duration of each operation, cold starts, retries and rate limits.

Labels are names from the route table and classes of status, never a client's text. All metrics but the number of
requests in flight are pushed, like those of functions, because a gateway scales to zero too.
"""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Gauge, ProcessCollector

from functions.runtime.telemetry.metrics import Metrics
from gateway.upstream.calls import Reply

# The web shop's pages make about a hundred pairs of operations; a client must not make thousands of series.
STEPS_MAX = 300


class GatewayMetrics:
    """The metrics of one gateway, in its own registry."""

    def __init__(self, metrics: Metrics, in_flight: Callable[[], float]) -> None:
        self.metrics = metrics
        self._steps: set[tuple[str, str]] = set()
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        gauge = Gauge("cloudshop_gateway_in_flight", "Requests in progress.", registry=self.registry)
        gauge.set_function(in_flight)

    def observe_start(self, seconds: float) -> None:
        self.metrics.observe("cloudshop_function_start_seconds", ("gateway",), seconds)

    def observe_request(self, operation: str, method: str, status: int, seconds: float) -> None:
        known = method if method in _METHODS else "other"
        labels = operation, known, _STATUS_CLASSES[status // 100]
        self.metrics.observe("cloudshop_gateway_request_seconds", labels, seconds)

    def observe_reply(self, operation: str, reply: Reply) -> None:
        seconds = reply.first_byte_seconds
        self.metrics.observe("cloudshop_gateway_upstream_first_byte_seconds", (operation,), seconds)
        if reply.met_cold_start:
            self.metrics.observe("cloudshop_gateway_cold_start_seconds", (operation,), seconds)

    def count_retry(self, operation: str) -> None:
        self.metrics.count("cloudshop_gateway_retries_total", (operation,))

    def count_step(self, before: str, operation: str) -> None:
        if len(self._steps) < STEPS_MAX or (before, operation) in self._steps:
            self._steps.add((before, operation))
            self.metrics.count("cloudshop_gateway_steps_total", (before, operation))

    def count_limited(self, policy: str) -> None:
        self.metrics.count("cloudshop_gateway_limited_total", (policy,))


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_STATUS_CLASSES = ("0xx", "1xx", "2xx", "3xx", "4xx", "5xx")
