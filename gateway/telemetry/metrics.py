"""What the gateway counts for Prometheus: rate, errors and duration of every operation, and what stands in the way.

Labels are names of the route table and classes of status, never what a client sent. All but what it is doing right now
is pushed, as the functions' figures are: a gateway scales to zero, too.
"""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Gauge, ProcessCollector

from functions.runtime.telemetry.cold_starts import HEADER
from functions.runtime.telemetry.metrics import Metrics
from gateway.upstream.calls import Reply

STARTED_AGO = HEADER.encode()
# No function starts faster; headers need not be looked through for one that answers sooner.
COLD_SECONDS_MIN = 0.01


class GatewayMetrics:
    """Of one gateway, in its own registry."""

    def __init__(self, metrics: Metrics, in_flight: Callable[[], float]) -> None:
        self.metrics = metrics
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        waiting = Gauge("cloudshop_gateway_in_flight", "Requests being answered.", registry=self.registry)
        waiting.set_function(in_flight)

    def started(self, seconds: float) -> None:
        self.metrics.observe("cloudshop_function_start_seconds", ("gateway",), seconds)

    def answered(self, operation: str, method: str, status: int, seconds: float) -> None:
        known = method if method in _METHODS else "other"
        labels = operation, known, _STATUS_CLASSES[status // 100]
        self.metrics.observe("cloudshop_gateway_request_seconds", labels, seconds)

    def replied(self, operation: str, reply: Reply) -> None:
        seconds = reply.first_byte_seconds
        self.metrics.observe("cloudshop_gateway_upstream_first_byte_seconds", (operation,), seconds)
        if seconds > COLD_SECONDS_MIN and _has_waited_for_a_start(reply):
            self.metrics.observe("cloudshop_gateway_cold_start_seconds", (operation,), seconds)

    def retried(self, operation: str) -> None:
        self.metrics.count("cloudshop_gateway_retries_total", (operation,))

    def limited(self, policy: str) -> None:
        self.metrics.count("cloudshop_gateway_limited_total", (policy,))


def _has_waited_for_a_start(reply: Reply) -> bool:
    """Whether the call was sent before the function that answered it could answer."""
    ago = next((value for name, value in reply.answer.headers if name == STARTED_AGO), None)
    return ago is not None and float(ago) < reply.first_byte_seconds


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_STATUS_CLASSES = ("0xx", "1xx", "2xx", "3xx", "4xx", "5xx")
