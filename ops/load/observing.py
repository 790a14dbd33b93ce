"""What the shop itself counted while visitors were there: calls that met a cold start, and pod-seconds with their cost.

The shop on this machine is asked itself, and has no pods; a cluster's Prometheus is asked (PROMETHEUS=URL, or that of
the local cluster, or WHERE=cluster). Of any other shop nothing is known."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from local.home import Home
from ops.errors import CommandError
from ops.scaling.observed.cost import pod_second_price
from ops.scaling.observed.metrics import COLD
from ops.scaling.observed.places import prometheus
from ops.scaling.observed.scraping import Watched, watch
from ops.scaling.observed.usage import usage
from ops.scaling.simulator.preview.assumptions import Assumptions
from ops.scaling.simulator.shop import pod_size
from ops.scaling.simulator.shop.tree import WorkTree
from ops.shell import ROOT

CLUSTER = "http://localhost:8080"
# Functions push what they counted when they end or every 15 s, and Prometheus scrapes as often.
COUNTED_SECONDS = 35
# What visitors met is reported all the same.
UNKNOWN = "Of pods and cold starts nothing is known: {}"


@dataclass(frozen=True, slots=True)
class Observed:
    """None is not known."""

    cold: int
    pod_seconds: float | None = None
    cost: float | None = None
    currency: str = ""

    def as_json(self) -> dict[str, Any]:
        known = {"cold_starts_met": self.cold}
        if self.pod_seconds is None or self.cost is None:
            return known
        return {**known, "pod_seconds": round(self.pod_seconds), "cost": round(self.cost, 5), "currency": self.currency}


# Called when visitors have gone; says what was counted since it was made.
Observe = Callable[[], Observed | None]


def from_now_on(url: str, environ: Mapping[str, str]) -> Observe:
    began_at = time.time()
    if (exporter := _exporter(url, environ)) is not None:
        before = _cold(exporter)
        return lambda: _of_local_run(exporter, before)
    if environ.get("PROMETHEUS") or environ.get("WHERE") == "cluster" or url == CLUSTER:
        return lambda: _of_cluster(environ, began_at)
    return lambda: None


def _of_local_run(exporter: str, before: int) -> Observed | None:
    try:
        return Observed(_cold(exporter) - before)
    except CommandError as reason:
        print(UNKNOWN.format(reason))
        return None


def _exporter(url: str, environ: Mapping[str, str]) -> str | None:
    """Of the local run, if the visitors come to it."""
    run = Home.named(environ).running()
    return str(run["metrics"]) if run and str(run["shop"]).rstrip("/") == url else None


def _cold(exporter: str) -> int:
    scrapes = watch(exporter, 0)
    found = Watched(scrapes, (f"{COLD}_count",)).over_time(f"{COLD}_count", (), 0.0, float("inf"))
    return round(sum(value for samples in found.values() for _, value in samples))


def _of_cluster(environ: Mapping[str, str], began_at: float) -> Observed | None:
    end = time.time()
    time.sleep(COUNTED_SECONDS)
    try:
        with prometheus(environ) as source:
            used = usage(source, began_at, end)
    except CommandError as reason:
        print(UNKNOWN.format(reason))
        return None
    prices = Assumptions.read(ROOT).prices
    price = pod_second_price(pod_size.read(WorkTree(ROOT).files(*pod_size.FILES)), prices)
    cold = round(sum(each.cold for each in used.functions.values()))
    return Observed(cold, used.pod_seconds, used.pod_seconds * price, prices.currency)
