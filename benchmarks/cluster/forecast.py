"""Compares forecasts with the cluster: replays ten minutes of three traces, and simulates the same calls.

A shorter replay is recorded first, since service times and starts depend on the machine. TRACES=mail,evening chooses
some. Each result is stored at once; a trace that was measured at this commit is measured again only with AGAIN=1."""

import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any

from benchmarks.cluster.nodes.scaled_to_zero import wait_until_scaled_to_zero
from benchmarks.cluster.replay.observation import Counts, Pods, count_pods
from benchmarks.cluster.replay.shopper import Shopper
from benchmarks.cluster.replay.trace_replay import replay, replayable
from benchmarks.record import RESULTS, record
from ops.scaling.observed.metrics import observe
from ops.scaling.observed.recording import recorded
from ops.scaling.observed.series import integral
from ops.scaling.observed.sources import prometheus
from ops.scaling.simulator.model.calibration import calibrated
from ops.scaling.simulator.model.chance import chance
from ops.scaling.simulator.model.cold_starts import FUNCTION_PART
from ops.scaling.simulator.model.shop import Shop
from ops.scaling.simulator.model.simulation import Outcome, Simulation
from ops.scaling.simulator.preview.assumptions import Assumptions
from ops.scaling.simulator.preview.metrics import counted_cold_percent
from ops.scaling.simulator.preview.pods import pods_over_time
from ops.scaling.simulator.preview.svg import chart
from ops.scaling.simulator.shop import reading
from ops.scaling.simulator.shop.tree import WorkTree
from ops.scaling.simulator.traffic.demo_shop import behaviour
from ops.scaling.simulator.traffic.generator import day
from ops.scaling.simulator.traffic.trace import Behaviour, Trace
from ops.scaling.simulator.traffic.visits import Campaign
from ops.shell import ROOT, run
from tests.support.cluster.shop import ClusterShop

MINUTES, RECORDED_MINUTES = 10, 4
SEEDS = range(1, 11)
PARTS = 60
# Two scrapes later Prometheus has counted the last call.
SCRAPED_SECONDS = 35
# Comes by the clock's quarter hours, which a replay does not choose, and for a single call each.
WITHOUT = ("sweep",)
TRACES = ("mail", "evening", "busy")
PRINTED = ("pod_seconds_off_percent", "cold_off_points")
OUTPUT = RESULTS / "forecast"
# Of a start until the container runs (benchmarks/results/timeline.json).
CONTAINER_PART = 0.22


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
    kept = stored()
    chosen = missing(os.environ, kept, commit_now())
    if not chosen:
        return _result(kept)
    cluster = ClusterShop()
    OUTPUT.mkdir(exist_ok=True)
    try:
        requests = Shopper.of(cluster).requests()
        traces = {name: replayable(each, requests) for name, each in _traces().items()}
        shop, behaviours = _recorded(cluster, requests, traces["mail"].between(0, RECORDED_MINUTES * 60))
        for name in chosen:
            trace = replace(traces[name], behaviours=behaviours)
            kept[name] = {"commit": commit_now(), **_compared(name, cluster, requests, shop, trace)}
            _print_step(f"{name}: {json.dumps({key: kept[name][key] for key in PRINTED})}")
            record("forecast", _result(kept))
    finally:
        cluster.close()
    return _result(kept)


def stored() -> dict[str, Any]:
    """The existing results, by trace."""
    path = RESULTS / "forecast.json"
    return dict(json.loads(path.read_text())["traces"]) if path.exists() else {}


def missing(environ: Mapping[str, str], kept: Mapping[str, Any], commit: str) -> list[str]:
    """The traces to be measured; raises ValueError for an unknown trace."""
    chosen = environ.get("TRACES", ",".join(TRACES)).split(",")
    if unknown := set(chosen) - set(TRACES):
        raise ValueError(f"there is no trace {', '.join(sorted(unknown))}; there are {', '.join(TRACES)}")
    is_again = bool(environ.get("AGAIN"))
    return [name for name in chosen if is_again or kept.get(name, {}).get("commit") != commit]


def commit_now() -> str:
    return run("git", "rev-parse", "--short=8", "HEAD").strip()


def _result(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {"minutes": MINUTES, "seeds": len(SEEDS), "traces": dict(kept)}


def _print_step(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)


def _traces() -> dict[str, Trace]:
    """Traces of ten minutes: after a campaign mail, of an evening, and of an evening with three times as many visitors.
    With few calls, chance would outweigh the forecast's error, and Nginx answers most of a shopper's.
    """
    names = reading.read(WorkTree(ROOT), "kind", ROOT, 0.0).rows
    behaviours = {name: behaviour(name) for name in names}
    seconds = MINUTES * 60
    parts = {  # As TRACES names them.
        "mail": (day(behaviours, 500, campaign=Campaign(11.0, 150)), 11),
        "evening": (day(behaviours, 3000), 19),
        "busy": (day(behaviours, 9000), 19),
    }
    return {name: made.between(hour * 3600, hour * 3600 + seconds) for name, (made, hour) in parts.items()}


def _recorded(cluster: ClusterShop, requests: Any, trace: Trace) -> tuple[Shop, dict[str, Behaviour]]:
    """The shop with the present start times and service times of this machine."""
    _print_step(f"recording {trace.seconds} s, in which {trace.calls()} calls say how fast this machine is now")
    started_at = time.time()
    replayed = _replayed(cluster, requests, trace)
    time.sleep(SCRAPED_SECONDS)
    with prometheus(os.environ) as source:
        observed = observe(source, started_at, time.time(), is_prometheus=True)
    slowdown = Assumptions.read(ROOT).start_slowdown["kind"]
    shop = reading.read(WorkTree(ROOT), "kind", ROOT, slowdown).shop
    behaviours = {**trace.behaviours, **recorded(observed, "recorded", shop.graph.consumers).behaviours}
    waited = replayed.counts.cold_wait_seconds
    part = function_part(replayed.counts.function_seconds, waited)
    shop = replace(shop, cold_starts=replace(shop.cold_starts, function_part=part))
    fitted = calibrated(shop, replace(trace, behaviours=behaviours), waited)
    _print_step(
        f"a start takes {fitted.cold_starts.otherwise.median_seconds:.2f} s alone; after {part:.0%} a function is ready"
    )
    return fitted, behaviours


def function_part(function_seconds: float, start_seconds: float) -> float:
    """The fraction of a start after which the function itself is ready, from the seconds of its process; the earlier
    measurement if no start was observed.
    """
    if not function_seconds or not start_seconds:
        return FUNCTION_PART
    return min(1.0, CONTAINER_PART + function_seconds / start_seconds)


def _compared(name: str, cluster: ClusterShop, requests: Any, shop: Shop, trace: Trace) -> dict[str, Any]:
    forecast, seconds = _forecast(shop, trace), float(trace.seconds)
    _print_step(f"{name}: replaying {trace.calls()} calls in {trace.seconds} s")
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
    """Replays the trace, beginning with all functions at zero, as a simulation does."""
    wait_until_scaled_to_zero(cluster)
    before = Counts.now()
    with count_pods(cluster) as pods:
        answers = replay(trace, requests, chance(0, "replay"))
    return Replayed(pods, Counts.now().since(before), dict(answers))


def _forecast(shop: Shop, trace: Trace) -> Forecast:
    outcomes = [Simulation(shop, trace, seed).run() for seed in SEEDS]
    called = {each.operation for each in trace.arrivals}
    waits = [wait for each in outcomes for name in called for wait in each.functions[name].counted_waits]
    return Forecast(
        fmean(_pod_seconds(each) for each in outcomes),
        fmean(counted_cold_percent(each, called) for each in outcomes),
        fmean(waits) if waits else 0.0,
        [fmean(parts) for parts in zip(*map(_pods, outcomes), strict=True)],
    )


def _pod_seconds(outcome: Outcome) -> float:
    return sum(each.pod_seconds(outcome.seconds)[0] for name, each in outcome.functions.items() if name not in WITHOUT)


def _pods(outcome: Outcome) -> list[float]:
    counted = [each for name, each in outcome.functions.items() if name not in WITHOUT]
    return pods_over_time(counted, outcome.seconds, PARTS)


def _parts(pods: Pods, seconds: float) -> list[float]:
    """The averages in equal parts of the time."""
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
