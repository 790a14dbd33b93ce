"""Measures the first call of each operation through Traefik, compared with a static binary and an empty function.

Each round calls every function without pods once, in random order. On a small machine, pods that start or terminate
slow down other starts, and imports more than a static binary. So a call waits until no pod has done so for some
seconds, and is repeated if a pod terminates meanwhile. The two baselines are called several times per round. Takes an
hour.
"""

import random
from collections.abc import Iterator
from statistics import median
from typing import Any

from benchmarks.cluster import baselines
from benchmarks.cluster.internal_caller import InternalCaller
from benchmarks.cluster.nodes.kubelet_checks import spread
from benchmarks.cluster.nodes.scaled_to_zero import wait_until_quiet
from ops.scaling.manifests import function_names
from tests.support.cluster.shop import ClusterShop, ends

ROUNDS, BASELINES_PER_ROUND = 5, 3
BASELINES = (baselines.STATIC, baselines.EMPTY)
# Until a started pod is ready, and Knative and kube-proxy have noticed.
PAUSE_SECONDS = 3
# The required ratio to the static binary in the same run.
RATIO_MAX = 1.2


def measure() -> dict[str, Any]:
    return cold_starts(function_names(), ROUNDS, BASELINES_PER_ROUND)


def cold_starts(operations: list[str], rounds: int, baselines_per_round: int) -> dict[str, Any]:
    """The cold starts of these operations, once per round, compared with the baselines."""
    baselines.deploy()
    shop = ClusterShop()
    caller = InternalCaller(shop)
    parts = {name: spread(rounds) for name in operations}
    parts |= {name: spread(rounds) * baselines_per_round for name in BASELINES}
    taken: dict[str, list[float]] = {name: [] for name in parts}
    try:
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}", flush=True)
            order = [*operations, *BASELINES * baselines_per_round]
            random.shuffle(order)
            for name, seconds in _round(shop, caller, order, parts):
                taken[name].append(seconds)
                print(f"  {name} {seconds:.3f} s", flush=True)
    finally:
        caller.close()
        shop.close()
        baselines.remove()
    return {"rounds": rounds} | _compared(taken)


def _round(
    shop: ClusterShop, caller: InternalCaller, left: list[str], parts: dict[str, list[float]]
) -> Iterator[tuple[str, float]]:
    """Calls the remaining functions and yields their times; repeats disturbed calls later."""
    while left:
        name = left.pop()
        wait_until_quiet(shop, PAUSE_SECONDS)
        seconds = None if shop.pods(name) else caller.seconds(name, part=parts[name][-1])
        if seconds is None or any(map(ends, shop.pods())):
            left.insert(random.randint(0, len(left)), name)
        else:
            parts[name].pop()
            yield name, seconds


def _compared(taken: dict[str, list[float]]) -> dict[str, Any]:
    base = median(taken[baselines.STATIC])
    results = {
        name: {
            "median_seconds": round(median(seconds), 3),
            "worst_seconds": round(max(seconds), 3),
            "ratio": round(median(seconds) / base, 3),
        }
        for name, seconds in sorted(taken.items())
    }
    static, empty = results.pop(baselines.STATIC), results.pop(baselines.EMPTY)
    over = sorted(name for name, each in results.items() if each["ratio"] > RATIO_MAX)
    return {"static": static, "empty": empty, "over_the_bar": over, "operations": results}
