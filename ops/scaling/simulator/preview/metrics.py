"""Computes the metrics of a simulation's outcome, for one function and for the whole shop."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil

from ops.scaling.simulator.model.observed import Observed
from ops.scaling.simulator.model.simulation import Outcome
from ops.scaling.simulator.preview.assumptions import HOUR_SECONDS, Prices
from ops.scaling.simulator.shop.pod_size import PodSize

DAY_SECONDS = 24 * HOUR_SECONDS
# The operation that confirms an order, the last step of an order's way from placed.
CONFIRMS = "confirm-order"

Metrics = dict[str, float]


@dataclass(frozen=True, slots=True)
class Pricing:
    pod: PodSize
    prices: Prices


def of_function(observed: Observed, seconds: int, pricing: Pricing) -> Metrics:
    return {
        "calls": observed.calls,
        "cold_percent": _percent(observed.cold, observed.calls),
        **_waits(observed.waits, observed.calls),
        "refused": observed.refused,
        "timed_out": observed.timed_out,
        "pods_max": max(up for _, up, _ in observed.pods),
        **_resources([observed], seconds, pricing),
    }


def of_shop(outcome: Outcome, pricing: Pricing) -> Metrics:
    """The metrics of the shop; the cost of an order is the cost of all pods divided by the confirmed orders."""
    shop, everything = outcome.shop, list(outcome.functions.values())
    resources = _resources(everything, outcome.seconds, pricing)
    confirmed = outcome.functions[CONFIRMS].after_seconds if CONFIRMS in outcome.functions else []
    cost = resources["cost_per_day"] * outcome.seconds / DAY_SECONDS
    return {
        "calls": shop.calls,
        "cold_percent": _percent(shop.cold, shop.calls),
        "cold_first_pages_percent": _percent(shop.cold_first_pages, shop.first_pages),
        **_waits(shop.waits, shop.calls),
        "refused": sum(each.refused for each in everything),
        "timed_out": sum(each.timed_out for each in everything),
        "orders": len(confirmed),
        "order_p50_seconds": percentile(confirmed, len(confirmed), 50),
        "order_p95_seconds": percentile(confirmed, len(confirmed), 95),
        **resources,
        "cost_per_order": cost / len(confirmed) if confirmed else 0.0,
    }


def counted_cold_percent(outcome: Outcome, called: Collection[str]) -> float:
    """The share of cold calls as the gateway counts them: without its own start, and without calls that came after the
    function was ready but before Knative knew that.
    """
    found = [outcome.functions[name] for name in called]
    return _percent(sum(len(each.counted_waits) for each in found), sum(each.calls for each in found))


def percentile(values: Sequence[float], number: int, percent: float) -> float:
    """The percentile of `number` values, of which those not given are zero; zero if there are none."""
    rank = ceil(number * percent / 100)
    above = number - rank
    return sorted(values)[len(values) - 1 - above] if above < len(values) else 0.0


def _waits(waits: Sequence[float], calls: int) -> Metrics:
    return {f"wait_p{each}_seconds": percentile(waits, calls, each) for each in (50, 95, 99)}


def _resources(observed: Sequence[Observed], seconds: int, pricing: Pricing) -> Metrics:
    """The resources and their cost; draining pods keep their requests, and are paid for."""
    times = [each.pod_seconds(seconds) for each in observed]
    pod_seconds = sum(up for up, _ in times)
    pod_hours = (pod_seconds + sum(draining for _, draining in times)) / HOUR_SECONDS
    core_hours, gibibyte_hours = pod_hours * pricing.pod.cores, pod_hours * pricing.pod.gibibytes
    return {
        "pod_seconds": pod_seconds,
        "core_hours": core_hours,
        "gibibyte_hours": gibibyte_hours,
        "cost_per_day": pricing.prices.cost(core_hours, gibibyte_hours) * DAY_SECONDS / seconds,
    }


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
