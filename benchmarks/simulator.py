"""Measures the core-seconds that the simulator needs for a day of the whole shop at ten requests a second."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ops.scaling.simulator.model.shop import Shop
from ops.scaling.simulator.model.simulation import Simulation
from ops.scaling.simulator.shop import reading
from ops.scaling.simulator.shop.tree import WorkTree
from ops.scaling.simulator.traffic.demo_shop import behaviour
from ops.scaling.simulator.traffic.generator import DAY_SECONDS, day
from ops.scaling.simulator.traffic.trace import Arrivals, Trace

ROOT = Path(__file__).resolve().parent.parent
REQUESTS_PER_SECOND = 10
# By the generator's journeys.
REQUESTS_PER_VISITOR = 6.1


def measure() -> dict[str, Any]:
    described = reading.read(WorkTree(ROOT), "production", ROOT, 0.0)
    behaviours = {name: behaviour(name) for name in described.rows}
    shoppers = day(behaviours, int(REQUESTS_PER_SECOND * DAY_SECONDS / REQUESTS_PER_VISITOR))
    even = Trace("even", shoppers.starts_at, DAY_SECONDS, behaviours, list(_even([*described.rows])))
    return {
        "operations": len(described.rows),
        "shoppers by journey": _simulated(described.shop, shoppers),
        "every operation equally often": _simulated(described.shop, even),
    }


def _even(operations: list[str]) -> Iterator[Arrivals]:
    for second in range(DAY_SECONDS):
        first = second * REQUESTS_PER_SECOND
        called = sorted(operations[(first + each) % len(operations)] for each in range(REQUESTS_PER_SECOND))
        yield from (Arrivals(second, operation, 1) for operation in called)


def _simulated(shop: Shop, trace: Trace) -> dict[str, float]:
    started = time.process_time()
    outcome = Simulation(shop, trace, 1).run()
    seconds = time.process_time() - started
    return {
        "requests_per_second": round(trace.calls() / DAY_SECONDS, 2),
        "calls_of_functions": sum(each.calls for each in outcome.functions.values()),
        "core_seconds": round(seconds, 1),
    }
