"""Measures the effect of waking the likely next step: simulates visitors of the sample day through Nginx, beginning
with a shop at zero, once with the gateway's present waking, and once with GATEWAY_WAKES_NEXT_STEPS=no.

MINUTES (30), VISITORS of the day (500) and FROM (20:30, when most come) choose other traffic. SCALING=production
applies production's autoscaling settings, whose gateway always runs; "kind" are Kind's own. Each half is stored at
once; a half that was measured with these settings is measured again only with AGAIN=1. HALVES=with or without measures
only one. In any case, Argo CD resets the gateway."""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from benchmarks.cluster.nodes.scaled_to_zero import wait_until_scaled_to_zero
from benchmarks.cluster.replay.gateway_variable import set_variable
from benchmarks.cluster.replay.observation import Counts, count_pods
from benchmarks.cluster.replay.scaling_table import set_scaling
from benchmarks.cluster.replay.visits import Visits
from benchmarks.record import RESULTS, record
from ops.cluster.argo import paused
from ops.shell import ROOT, run
from tests.support.cluster.shop import ADDRESS, Cluster

HALVES: Final = ("with", "without")
VARIABLE, LAYER = "GATEWAY_WAKES_NEXT_STEPS", "20-backend"
# A schedule calls it every quarter of an hour, whether or not anyone visits.
SWEEP = ("sweep",)
# The pods are observed for this long before the first visitor comes.
STARTING_SECONDS = 10
# Functions push what they counted within this time.
PUSHED_SECONDS = 35
SWEEP_SECONDS = 15 * 60
# The files that decide which functions start and stop, and when.
SETTINGS = ("gateway/next_steps.yaml", "knative/overlays/{}/scaling.yaml", "knative/base/gateway.yaml")


def measure() -> dict[str, Any]:
    asked, scaling, kept = visits(os.environ), os.environ.get("SCALING", "kind"), stored()
    traffic, cluster = described(asked, scaling), Cluster()
    for half in missing(os.environ, kept, traffic):
        with paused(LAYER):
            kept[half] = {**traffic, "commit": commit_now(), **_half(cluster, asked, half, set_scaling(scaling))}
        record("visitors", result(kept))
        _print_step(f"{half} waking: {json.dumps(kept[half]['cold'])}, {kept[half]['pod_seconds']} pod-seconds; stored")
    return result(kept)


def visits(environ: Mapping[str, str]) -> Visits:
    get = environ.get
    return Visits(ADDRESS, int(get("VISITORS", "500")), int(get("MINUTES", "30")), get("FROM", "20:30"))


def described(asked: Visits, scaling: str) -> dict[str, Any]:
    """The traffic, and the settings of the work tree, which should be those of the cluster."""
    text = "".join((ROOT / each.format(scaling)).read_text() for each in SETTINGS)
    return {**asdict(asked), "scaling": scaling, "settings": hashlib.sha256(text.encode()).hexdigest()[:12]}


def stored() -> dict[str, Any]:
    """The existing halves."""
    path = RESULTS / "visitors.json"
    return dict(json.loads(path.read_text())["halves"]) if path.exists() else {}


def missing(environ: Mapping[str, str], kept: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """The halves to measure; raises ValueError for an unknown half."""
    chosen = environ.get("HALVES", ",".join(HALVES)).split(",")
    if unknown := set(chosen) - set(HALVES):
        raise ValueError(f"there is no half {', '.join(sorted(unknown))}; there are {' and '.join(HALVES)}")
    is_there = {half: wanted.items() <= kept.get(half, {}).items() for half in chosen}
    return [half for half in chosen if environ.get("AGAIN") or not is_there[half]]


def result(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Both halves, with their comparison if they have the same traffic."""
    found: dict[str, Any] = {"halves": dict(kept)}
    if set(kept) != set(HALVES) or _traffic(kept["with"]) != _traffic(kept["without"]):
        return found
    more = 100 * (kept["with"]["pod_seconds"] / kept["without"]["pod_seconds"] - 1)
    cold = {half: kept[half]["cold"] for half in HALVES}
    return {"more_pod_seconds_percent": round(more, 1), "cold": cold, **found}


def _traffic(half: Mapping[str, Any]) -> list[Any]:
    return [half.get(each) for each in ("visitors", "minutes", "start", "scaling")]


def seconds_until_fewest_sweeps(now: float, minutes: int) -> float:
    """The time to wait until both halves have equally few sweeps, whose pods are counted too."""
    since_sweep, more = now % SWEEP_SECONDS, minutes * 60 % SWEEP_SECONDS
    return 0.0 if since_sweep + more < SWEEP_SECONDS else SWEEP_SECONDS - since_sweep


def commit_now() -> str:
    return run("git", "rev-parse", "--short=8", "HEAD").strip()


def _half(cluster: Cluster, asked: Visits, half: str, awake: Collection[str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, _waking(half == "with"):
        prepared, report = Path(folder, "prepared.json"), Path(folder, "report.json")
        _print_step(f"{half} waking: asking as earlier visitors did, so that Nginx keeps what it kept on that day")
        asked.prepare(prepared)
        _print_step(f"{half} waking: waiting until the shop sleeps")
        wait_until_scaled_to_zero(cluster, awake)
        time.sleep(seconds_until_fewest_sweeps(time.time(), asked.minutes))
        before = Counts.now()
        with count_pods(cluster) as pods:
            found = asked.run(prepared, report)
        time.sleep(PUSHED_SECONDS)
        counts = Counts.now().since(before)
    pod_seconds = pods.pod_seconds(asked.minutes * 60.0 + STARTING_SECONDS, SWEEP)
    return {"cold": _cold(counts, found), "pod_seconds": round(pod_seconds), "requests": _requests(found)}


@contextmanager
def _waking(is_on: bool) -> Iterator[None]:
    """Sets the variable; Argo CD resets it once it is no longer paused, and the next run repairs one that was
    killed.
    """
    try:
        set_variable(VARIABLE, "yes" if is_on else "no")
        yield
    finally:
        set_variable(VARIABLE, "yes")


def _cold(counts: Counts, found: Mapping[str, Any]) -> dict[str, Any]:
    """The cold starts of visitors, their waits, and the gateway's count, which includes Nginx's own calls, for which no
    client waits.
    """
    pages_and_api, every = found["pages_and_api"], found["all"]
    return {
        "met": pages_and_api["cold"],
        "percent_of_pages_and_api": found["cold_percent_of_pages_and_api"],
        "percent_of_all_requests": found["cold_percent_of_all_requests"],
        "waited_half_a_second_percent_of_pages_and_api": round(
            100 * pages_and_api["waited"] / pages_and_api["requests"], 2
        ),
        "waited_half_a_second_percent_of_all_requests": round(100 * pages_and_api["waited"] / every["requests"], 2),
        "by_operation": {name: each["cold"] for name, each in sorted(found["by_name"].items()) if each["cold"]},
        "counted_by_the_gateway": {name: round(each) for name, each in sorted(counts.cold.items()) if each},
        "starts": {name: round(each) for name, each in sorted(counts.starts.items()) if each},
    }


def _requests(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: found[key] for key in ("visits", "seconds", "pages_and_api", "all", "by_name", "failures", "skipped_calls")
    }


def _print_step(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)
