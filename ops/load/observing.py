"""Reads what the shop itself counted during the run: pod-seconds, with their cost.

The source is a cluster's Prometheus (PROMETHEUS=URL, or that of the local cluster, or WHERE=cluster). The shop on this
machine has no pods, and about any other shop nothing is known.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ops.errors import CommandError
from ops.scaling.observed.cost import pod_second_price
from ops.scaling.observed.sources import prometheus
from ops.scaling.observed.usage import usage
from ops.scaling.simulator.preview.assumptions import Assumptions
from ops.scaling.simulator.shop import pod_size
from ops.scaling.simulator.shop.tree import WorkTree
from ops.shell import ROOT

CLUSTER = "http://localhost:8080"
# Functions push what they counted when they end or every 15 s, and Prometheus scrapes as often.
COUNTED_SECONDS = 35
# The visitors' own measurements are reported in any case.
UNKNOWN = "Of pods nothing is known: {}"


@dataclass(frozen=True, slots=True)
class Observed:
    pod_seconds: float
    cost: float
    currency: str

    def as_json(self) -> dict[str, Any]:
        return {"pod_seconds": round(self.pod_seconds), "cost": round(self.cost, 5), "currency": self.currency}


# Called after the last visitor; returns the counts since it was created.
Observe = Callable[[], Observed | None]


def from_now_on(url: str, environ: Mapping[str, str]) -> Observe:
    began_at = time.time()
    if environ.get("PROMETHEUS") or environ.get("WHERE") == "cluster" or url == CLUSTER:
        return lambda: _of_cluster(environ, began_at)
    return lambda: None


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
    return Observed(used.pod_seconds, used.pod_seconds * price, prices.currency)
