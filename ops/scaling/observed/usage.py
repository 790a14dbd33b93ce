"""Reads the usage of each function between two times from Prometheus."""

from collections.abc import Mapping
from dataclasses import dataclass

from ops.scaling.observed.metrics import COLD, FORWARDED, OPERATIONS, ORDERS, REQUESTS, Metrics
from ops.scaling.observed.series import Samples, Series, growth, increases, integral
from ops.shell import SHOP

# Knative's autoscaler counts them at each of its scrapes; those that end are not among them.
PODS = ("kn_revision_pods_count", "kn_revision_pods_not_ready_count", "kn_revision_pods_pending_count")
GATEWAY = "gateway"


@dataclass(frozen=True, slots=True)
class Usage:
    """The usage of a function: `pod_seconds` of ready or starting pods, `idle_seconds` of which passed without calls.

    `forwarded` are the calls from outside, of which `cold` met a cold start; `calls` includes calls by other functions.
    """

    pod_seconds: float
    idle_seconds: float
    calls: float
    forwarded: float
    cold: float


@dataclass(frozen=True, slots=True)
class ShopUsage:
    functions: Mapping[str, Usage]
    orders: float
    order_p50_seconds: float

    @property
    def pod_seconds(self) -> float:
        return sum(each.pod_seconds for each in self.functions.values())

    @property
    def cold_percent(self) -> float:
        forwarded = sum(each.forwarded for each in self.functions.values())
        return 100 * sum(each.cold for each in self.functions.values()) / forwarded if forwarded else 0.0


def usage(source: Metrics, start: float, end: float) -> ShopUsage:
    pods = [_pods(source, name, start, end) for name in PODS]
    calls: dict[tuple[str, ...], Samples] = {
        **_by_operation(source, f"{OPERATIONS}_count", start, end),
        (GATEWAY,): _by_operation(source, f"{REQUESTS}_count", start, end, ()).get((), []),
    }
    forwarded = _by_operation(source, f"{FORWARDED}_count", start, end)
    cold = _by_operation(source, f"{COLD}_count", start, end)
    step = source.step_seconds
    functions = {
        key[0]: Usage(
            sum(integral(each.get(key, []), end) for each in pods),
            sum(_idle_seconds(each.get(key, []), calls.get(key, []), start, step) for each in pods),
            *(growth(each.get(key, []), start, step) for each in (calls, forwarded, cold)),
        )
        for key in sorted({key for each in (*pods, calls, forwarded) for key in each})
    }
    confirmed = source.over_time(f'sum by (le) ({ORDERS}_bucket{{state="confirmed"}})', ("le",), start, end)
    buckets = {float(bound): growth(samples, start, step) for (bound,), samples in confirmed.items()}
    return ShopUsage(functions, max(buckets.values(), default=0.0), median(buckets))


def median(buckets: Mapping[float, float]) -> float:
    """The median of a histogram with cumulative counts by upper bound, with values evenly spread between bounds."""
    half, low, below = max(buckets.values(), default=0.0) / 2, 0.0, 0.0
    for bound in sorted(buckets):
        if half and buckets[bound] >= half:
            # Nothing is known of what is above the last bound.
            return low if bound == float("inf") else low + (bound - low) * (half - below) / (buckets[bound] - below)
        low, below = bound, buckets[bound]
    return 0.0


def _pods(source: Metrics, metric: str, start: float, end: float) -> Series:
    query = f'sum by (kn_service_name) ({metric}{{k8s_namespace_name="{SHOP}"}})'
    return source.over_time(query, ("kn_service_name",), start, end)


def _by_operation(
    source: Metrics, metric: str, start: float, end: float, labels: tuple[str, ...] = ("operation",)
) -> Series:
    return source.over_time(f"sum by ({', '.join(labels)}) ({metric})", labels, start, end)


def _idle_seconds(pods: Samples, calls: Samples, start: float, step_seconds: float) -> float:
    """The pod-seconds without calls; each sample of pods stands for the interval before it."""
    busy = {round(each.end) for each in increases(calls, start, step_seconds)}
    return sum(value * step_seconds for at, value in pods if round(at) not in busy)
