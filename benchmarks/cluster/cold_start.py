"""How long the first call of each operation takes, through Traefik, beside a static binary and an empty function.

Each round calls everything once, in a new order, each when it has no pod. A pod that ends, or has just started, takes
as much of a small machine as one that starts, and an import waits for it longer than a static binary does: so a call
waits until none has for some seconds, and is repeated when another pod was told to end meanwhile. The floors are called
several times a round, since everything is compared with them. Takes an hour.
"""

import random
from collections.abc import Iterator
from statistics import median
from typing import Any

from benchmarks.cluster import floors
from benchmarks.cluster.asleep import quiet
from benchmarks.cluster.entry import Entry
from benchmarks.cluster.kubelet_second import spread
from ops.scaling.manifests import function_names
from tests.support.cluster.shop import ClusterShop, ends

ROUNDS, FLOORS_PER_ROUND = 5, 3
FLOORS = (floors.STATIC, floors.EMPTY)
# Until a pod that has started is ready, and Knative, kube-proxy and all others know it.
PAUSE_SECONDS = 3
# What the issue asks for, beside the static binary in the same run.
RATIO_MAX = 1.2


def measure() -> dict[str, Any]:
    return cold_starts(function_names(), ROUNDS, FLOORS_PER_ROUND)


def cold_starts(operations: list[str], rounds: int, floors_per_round: int) -> dict[str, Any]:
    """Those of these operations, each once a round, beside the floors'."""
    floors.deploy()
    shop = ClusterShop()
    entry = Entry(shop)
    parts = {name: spread(rounds) for name in operations}
    parts |= {name: spread(rounds) * floors_per_round for name in FLOORS}
    taken: dict[str, list[float]] = {name: [] for name in parts}
    try:
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}", flush=True)
            order = [*operations, *FLOORS * floors_per_round]
            random.shuffle(order)
            for name, seconds in _round(shop, entry, order, parts):
                taken[name].append(seconds)
                print(f"  {name} {seconds:.3f} s", flush=True)
    finally:
        entry.close()
        shop.close()
        floors.remove()
    return {"rounds": rounds} | _compared(taken)


def _round(
    shop: ClusterShop, entry: Entry, left: list[str], parts: dict[str, list[float]]
) -> Iterator[tuple[str, float]]:
    """Calls each that is left, and tells how long it took; later, where it cannot be told now."""
    while left:
        name = left.pop()
        quiet(shop, PAUSE_SECONDS)
        seconds = None if shop.pods(name) else entry.seconds(name, part=parts[name][-1])
        if seconds is None or any(map(ends, shop.pods())):
            left.insert(random.randint(0, len(left)), name)
        else:
            parts[name].pop()
            yield name, seconds


def _compared(taken: dict[str, list[float]]) -> dict[str, Any]:
    base = median(taken[floors.STATIC])
    figures = {
        name: {
            "median_seconds": round(median(seconds), 3),
            "worst_seconds": round(max(seconds), 3),
            "ratio": round(median(seconds) / base, 3),
        }
        for name, seconds in sorted(taken.items())
    }
    static, empty = figures.pop(floors.STATIC), figures.pop(floors.EMPTY)
    over = sorted(name for name, each in figures.items() if each["ratio"] > RATIO_MAX)
    return {"static": static, "empty": empty, "over_the_bar": over, "operations": figures}
