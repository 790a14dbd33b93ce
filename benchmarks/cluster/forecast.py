"""Compares forecasts with what the cluster does: replays ten minutes of three traces, and simulates the same calls.

A shorter replay is recorded first, since service times and starts depend on the machine. TRACES=mail,evening chooses
some; results of the others stay."""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any

from benchmarks.cluster.replay.replaying import replay, replayable
from benchmarks.cluster.replay.shopper import Shopper
from benchmarks.cluster.replay.watching import Counts, Pods, watched_pods
from benchmarks.cluster.scaled_to_zero import wait_until_scaled_to_zero
from benchmarks.record import RESULTS
from ops.scaling.observed.metrics import observe
from ops.scaling.observed.places import prometheus
from ops.scaling.observed.recording import recorded
from ops.scaling.observed.series import integral
from ops.scaling.simulator.model.calibration import calibrated
from ops.scaling.simulator.model.chance import chance
from ops.scaling.simulator.model.shop import Shop
from ops.scaling.simulator.model.simulation import Outcome, Simulation
from ops.scaling.simulator.preview.assumptions import Assumptions
from ops.scaling.simulator.preview.pods import pods_over_time
from ops.scaling.simulator.preview.svg import chart
from ops.scaling.simulator.shop import reading
from ops.scaling.simulator.shop.tree import WorkTree
from ops.scaling.simulator.traffic.demo_shop import behaviour
from ops.scaling.simulator.traffic.generator import day
from ops.scaling.simulator.traffic.trace import Behaviour, Trace
from ops.scaling.simulator.traffic.visits import Campaign
from ops.shell import ROOT
from tests.support.cluster.shop import ClusterShop

MINUTES, RECORDED_MINUTES = 10, 4
SEEDS = range(1, 11)
PARTS = 60
# Two scrapes later Prometheus has counted the last call.
SCRAPED_SECONDS = 35
# Comes by the clock's quarter hours, which a replay does not choose, and for a single call each.
WITHOUT = ("sweep",)
OUTPUT = RESULTS / "forecast"


@dataclass(frozen=True, slots=True)
class Forecast:
    pod_seconds: float
    cold_percent: float
    cold_wait_seconds: float
    pods: Sequence[float]


@dataclass(frozen=True, slots=True)
class Replayed:
    pods: Pods
    counts: Counts
    answers: dict[str, int]


def measure() -> dict[str, Any]:
    chosen = os.environ.get("TRACES", "mail,evening,busy").split(",")
    cluster = ClusterShop()
    OUTPUT.mkdir(exist_ok=True)
    try:
        requests = Shopper.of(cluster).requests()
        traces = {name: replayable(each, requests) for name, each in _traces().items()}
        shop, behaviours = _recorded(cluster, requests, traces["mail"].between(0, RECORDED_MINUTES * 60))
        found = {
            name: _compared(name, cluster, requests, shop, replace(traces[name], behaviours=behaviours))
            for name in chosen
        }
    finally:
        cluster.close()
    before = RESULTS / "forecast.json"
    kept = json.loads(before.read_text())["traces"] if before.exists() else {}
    return {"minutes": MINUTES, "seeds": len(SEEDS), "traces": kept | found}


def _traces() -> dict[str, Trace]:
    """Ten minutes each: after a campaign mail, of an evening, and of an evening with six times as many visitors."""
    names = reading.read(WorkTree(ROOT), "kind", ROOT, 0.0).rows
    behaviours = {name: behaviour(name) for name in names}
    seconds = MINUTES * 60
    parts = {
        "mail": (day(behaviours, 500, campaign=Campaign(11.0, 150)), 11),
        "evening": (day(behaviours, 500), 19),
        "busy": (day(behaviours, 3000), 19),
    }
    return {name: made.between(hour * 3600, hour * 3600 + seconds) for name, (made, hour) in parts.items()}


def _recorded(cluster: ClusterShop, requests: Any, trace: Trace) -> tuple[Shop, dict[str, Behaviour]]:
    """How long starts and service take on this machine, now."""
    started_at = time.time()
    replayed = _replayed(cluster, requests, trace)
    time.sleep(SCRAPED_SECONDS)
    with prometheus(os.environ) as source:
        observed = observe(source, started_at, time.time(), is_prometheus=True)
    slowdown = Assumptions.read(ROOT).start_slowdown["kind"]
    shop = reading.read(WorkTree(ROOT), "kind", ROOT, slowdown).shop
    behaviours = {**trace.behaviours, **recorded(observed, "recorded", shop.graph.consumers).behaviours}
    fitted = calibrated(shop, replace(trace, behaviours=behaviours), replayed.counts.cold_wait_seconds)
    return fitted, behaviours


def _compared(name: str, cluster: ClusterShop, requests: Any, shop: Shop, trace: Trace) -> dict[str, Any]:
    forecast, seconds = _forecast(shop, trace), float(trace.seconds)
    replayed = _replayed(cluster, requests, trace)
    pod_seconds = replayed.pods.pod_seconds(seconds, WITHOUT)
    observed_pods = _parts(replayed.pods, seconds)
    (OUTPUT / f"{name}.svg").write_text(
        chart(f"{name}, {MINUTES} minutes", "forecast", forecast.pods, observed_pods, trace.seconds, "observed")
    )
    return {
        "calls": trace.calls(),
        "answers": replayed.answers,
        "pod_seconds": _pair(forecast.pod_seconds, pod_seconds),
        "pod_seconds_off_percent": round(100 * (forecast.pod_seconds / pod_seconds - 1), 1),
        "cold_percent": _pair(forecast.cold_percent, replayed.counts.cold_percent),
        "cold_off_points": round(forecast.cold_percent - replayed.counts.cold_percent, 1),
        "cold_wait_seconds": _pair(forecast.cold_wait_seconds, replayed.counts.cold_wait_seconds),
        "pods_every_ten_seconds": {"forecast": _rounded(forecast.pods), "observed": _rounded(observed_pods)},
        "cold_by_operation": {key: round(each) for key, each in sorted(replayed.counts.cold.items()) if each},
    }


def _replayed(cluster: ClusterShop, requests: Any, trace: Trace) -> Replayed:
    """From a shop that sleeps entirely, as a simulation begins."""
    wait_until_scaled_to_zero(cluster)
    before = Counts.now()
    with watched_pods(cluster) as pods:
        answers = replay(trace, requests, chance(0, "replay"))
    return Replayed(pods, Counts.now().since(before), dict(answers))


def _forecast(shop: Shop, trace: Trace) -> Forecast:
    outcomes = [Simulation(shop, trace, seed).run() for seed in SEEDS]
    called = {each.operation for each in trace.arrivals}
    waits = [wait for each in outcomes for name in called for wait in each.functions[name].waits]
    return Forecast(
        fmean(_pod_seconds(each) for each in outcomes),
        fmean(_cold_percent(each, called) for each in outcomes),
        fmean(waits) if waits else 0.0,
        [fmean(parts) for parts in zip(*map(_pods, outcomes), strict=True)],
    )


def _pod_seconds(outcome: Outcome) -> float:
    return sum(each.pod_seconds(outcome.seconds)[0] for name, each in outcome.functions.items() if name not in WITHOUT)


def _cold_percent(outcome: Outcome, called: set[str]) -> float:
    """Of the calls that the gateway forwards: its own start is not in its count of cold starts."""
    found = [outcome.functions[name] for name in called]
    return 100 * sum(each.cold for each in found) / sum(each.calls for each in found)


def _pods(outcome: Outcome) -> list[float]:
    counted = [each for name, each in outcome.functions.items() if name not in WITHOUT]
    return pods_over_time(counted, outcome.seconds, PARTS)


def _parts(pods: Pods, seconds: float) -> list[float]:
    """On average in each of equal parts of the time."""
    length = seconds / PARTS
    sums = [
        sum(integral(pods.samples(name), (number + 1) * length) for name in pods.functions() - set(WITHOUT))
        for number in range(PARTS)
    ]
    return [(after - before) / length for before, after in zip([0.0, *sums], sums, strict=False)]


def _pair(forecast: float, observed: float) -> dict[str, float]:
    return {"forecast": round(forecast, 2), "observed": round(observed, 2)}


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(each, 2) for each in values]
