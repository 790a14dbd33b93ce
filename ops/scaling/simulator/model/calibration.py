"""Fits start times to observations: a machine that is busier than the measured one starts pods more slowly."""

from collections.abc import Sequence
from dataclasses import replace

from ops.scaling.simulator.model.shop import Shop
from ops.scaling.simulator.model.simulation import Simulation
from ops.scaling.simulator.traffic.trace import Trace

FACTOR_MIN, FACTOR_MAX = 0.25, 16.0
HALVINGS = 7


def calibrated(shop: Shop, trace: Trace, cold_wait_seconds: float, seeds: Sequence[int] = (1, 2, 3)) -> Shop:
    """The shop with its starts slowed down until calls that meet one wait as long as observed."""
    low, high = FACTOR_MIN, FACTOR_MAX
    for _ in range(HALVINGS):
        middle = (low * high) ** 0.5
        if cold_wait(_slower(shop, middle), trace, seeds) < cold_wait_seconds:
            low = middle
        else:
            high = middle
    return _slower(shop, (low * high) ** 0.5)


def cold_wait(shop: Shop, trace: Trace, seeds: Sequence[int]) -> float:
    """The average wait for a pod of calls from outside that the gateway counts as cold."""
    called = {each.operation for each in trace.arrivals}
    functions = [Simulation(shop, trace, seed).run().functions for seed in seeds]
    waits = [wait for found in functions for name in called & set(found) for wait in found[name].counted_waits]
    return sum(waits) / len(waits) if waits else 0.0


def _slower(shop: Shop, factor: float) -> Shop:
    return replace(shop, cold_starts=shop.cold_starts.slower(factor))
