"""Implements `report`: shows the effect of changed settings beside the forecast for the same traffic."""

import argparse
import os
import time
from collections.abc import Iterator
from typing import Any

from ops.errors import CommandError
from ops.scaling.observed.durations import commit_time
from ops.scaling.observed.metrics import observe
from ops.scaling.observed.recording import recorded
from ops.scaling.observed.sources import prometheus
from ops.scaling.observed.usage import ShopUsage, usage
from ops.scaling.simulator.model.shop import Shop
from ops.scaling.simulator.preview import forecast_error, metrics
from ops.scaling.simulator.preview.assumptions import Assumptions
from ops.scaling.simulator.preview.forecast_error import mean
from ops.scaling.simulator.preview.metrics import Metrics, Pricing
from ops.scaling.simulator.shop import reading
from ops.scaling.simulator.shop.tree import Commit
from ops.scaling.simulator.traffic.trace import Trace
from ops.shell import ROOT

SEEDS = 3
# Fewer calls say more about chance than about the forecast.
CALLS_MIN = 50


def add_to(commands: Any) -> None:
    parser = commands.add_parser("report", help="observed beside predicted since a commit")
    parser.add_argument("--since", required=True, metavar="COMMIT", help="the commit whose settings are deployed")
    parser.add_argument("--overlay", default="production", help="whose settings; production, unless said otherwise")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    start, end = commit_time(chosen.since), time.time()
    assumptions = Assumptions.read(ROOT)
    slowdown = assumptions.start_slowdown.get(chosen.overlay, 0.0)
    described = reading.read(Commit(ROOT, chosen.since), chosen.overlay, ROOT, slowdown)
    with prometheus(os.environ) as source:
        used = usage(source, start, end)
        seen = observe(source, start, end, is_prometheus=True)
    trace = recorded(seen, "observed", described.shop.graph.consumers)
    if trace.calls() < CALLS_MIN:
        raise CommandError(
            f"Since {chosen.since} the shop had {trace.calls()} requests; {CALLS_MIN} are the least to compare."
        )
    predicted = _predicted(described.shop, trace, Pricing(described.pod, assumptions.prices))
    found = forecast_error.of(_observed(used), predicted)
    for line in _lines(_observed(used), predicted, found, trace.calls()):
        print(line)
    forecast_error.write(found, ROOT)
    print(f"written to {forecast_error.PATH}; the next preview's margins have it")
    return 0


def _observed(used: ShopUsage) -> Metrics:
    return {
        "pod_seconds": used.pod_seconds,
        "cold_percent": used.cold_percent,
        "orders": used.orders,
        "order_p50_seconds": used.order_p50_seconds,
    }


def _predicted(shop: Shop, trace: Trace, pricing: Pricing) -> Metrics:
    from ops.scaling.simulator.model.simulation import Simulation

    called = {each.operation for each in trace.arrivals}
    outcomes = [Simulation(shop, trace, seed).run() for seed in range(1, SEEDS + 1)]
    # Prometheus has the cold starts that the gateway counts.
    return mean(
        [
            {**metrics.of_shop(each, pricing), "cold_percent": metrics.counted_cold_percent(each, called)}
            for each in outcomes
        ]
    )


def _lines(observed: Metrics, predicted: Metrics, errors: Metrics, calls: int) -> Iterator[str]:
    yield f"{calls} requests\n{'':<20}{'observed':>12}{'predicted':>12}{'error':>9}"
    for name, value in observed.items():
        error = f"{errors[name]:.0%}" if name in errors else "-"
        yield f"{name:<20}{value:>12,.1f}{predicted[name]:>12,.1f}{error:>9}"
