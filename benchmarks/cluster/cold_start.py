"""How long the first call of each operation takes, through Traefik, beside a static binary and an empty function.

Each round calls everything once, in a new order, a few at a time: before each few no function has a pod, and the last
of them has answered before the first falls asleep. A pod that ends, or has just started, takes as much of a small
machine as one that starts, and an import waits for it longer than a static binary does: so there is a pause after each
call. The floors are called several times a round, since everything is compared with them, at places as random as all
others: whoever is called first of a few, with nothing started just before, is quicker. Takes 40 minutes.
"""

import random
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from benchmarks.cluster import floors
from benchmarks.cluster.asleep import all_asleep
from benchmarks.cluster.entry import Entry
from benchmarks.cluster.kubelet_second import spread
from cluster.listing import functions
from tests.cluster.shop import ClusterShop

ROUNDS, FLOORS_PER_ROUND = 5, 3
FLOORS = (floors.STATIC, floors.EMPTY)
# With their pauses 29 s; the first is told to end after 31 s.
AT_ONCE = 8
# Until a pod that has started is ready, and Knative, kube-proxy and all others know it.
PAUSE_SECONDS = 2
# What the issue asks for, beside the static binary in the same run.
RATIO_MAX = 1.2


def measure() -> dict[str, Any]:
    floors.deploy()
    shop = ClusterShop()
    entry = Entry(shop)
    parts = {name: spread(ROUNDS) for name in functions()}
    parts |= {name: spread(ROUNDS * FLOORS_PER_ROUND) for name in FLOORS}
    taken: dict[str, list[float]] = {name: [] for name in parts}
    try:
        for number in range(ROUNDS):
            print(f"round {number + 1} of {ROUNDS}", flush=True)
            for name in _found_asleep(shop):
                taken[name].append(entry.seconds(name, part=parts[name].pop()))
    finally:
        entry.close()
        shop.close()
        floors.remove()
    return _compared(taken)


def _found_asleep(shop: ClusterShop) -> Iterator[str]:
    """Everything that a round calls, each when it has no pod, and a pause after it."""
    left = functions() + [*FLOORS] * FLOORS_PER_ROUND
    random.shuffle(left)
    while left:
        all_asleep(shop)
        few, left = left[:AT_ONCE], left[AT_ONCE:]
        for name in few:
            if shop.pods(name):
                # Another of the few has woken it, or it is a floor and was one of them: it comes later.
                left.insert(random.randint(0, len(left)), name)
            else:
                yield name
                time.sleep(PAUSE_SECONDS)


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
    return {"rounds": ROUNDS, "static": static, "empty": empty, "over_the_bar": over, "operations": figures}
