"""Small shops and traces for the simulator's tests."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from ops.scaling.simulator.knative.settings import DeciderSettings, ScaleSettings
from ops.scaling.simulator.model.cold_starts import ColdStart, ColdStarts
from ops.scaling.simulator.model.shop import CallGraph, Function, Shop
from ops.scaling.simulator.model.simulation import Outcome, Simulation
from ops.scaling.simulator.traffic.histogram import Histogram
from ops.scaling.simulator.traffic.trace import Arrivals, Behaviour, Trace

ROOT = Path(__file__).resolve().parents[3]
START_SECONDS = 2.0
STARTS = ColdStarts(ColdStart(START_SECONDS, 0.0), {})
NOTHING: Mapping[str, float] = {}


def function(
    concurrency: int = 8,
    min_pods: int = 0,
    max_pods: int = 10,
    window: int = 10,
    retention: float = 0.0,
    timeout: float = 60.0,
) -> Function:
    decider = DeciderSettings(0.7 * concurrency, concurrency, window, 2, burst_capacity=-1.0)
    scale = ScaleSettings(min_pods, max_pods, window, grace_seconds=6, retention_seconds=retention)
    return Function(decider, scale, concurrency, timeout)


def shop(graph: CallGraph | None = None, **functions: Function) -> Shop:
    """Every start takes exactly `START_SECONDS`."""
    named = {name.replace("_", "-"): each for name, each in functions.items()}
    return Shop(named, graph or CallGraph(), STARTS)


def takes(seconds: float, events: Mapping[str, float] = NOTHING, calls: Mapping[str, float] = NOTHING) -> Behaviour:
    """Within a thousandth of `seconds`."""
    return Behaviour(Histogram((seconds * 0.999, seconds), (0, 1)), events, calls)


def trace(*arrivals: tuple[int, str, *tuple[int, ...]], seconds: int = 120, **behaviours: Behaviour) -> Trace:
    """Operations that nothing is said about take ten milliseconds."""
    named = {name.replace("_", "-"): each for name, each in behaviours.items()}
    known = {operation: takes(0.01) for _, operation, *_ in arrivals} | named
    return Trace("a test", "2026-01-01T00:00:00Z", seconds, known, [Arrivals(*each) for each in sorted(arrivals)])


def outcome(shop: Shop, trace: Trace, seed: int = 1) -> Outcome:
    return Simulation(shop, trace, seed).run()


def commit(repository: Path) -> None:
    """Makes a folder a Git repository with one commit of all its files."""
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "."), (*author, "commit", "-qm", "One")):
        subprocess.run(["git", "-C", str(repository), *command], check=True, timeout=30)
