"""Takes chance out of cold starts: one worker takes all new pods, calls are spread evenly over its kubelet's second.

The kubelet looks once a second what has started (docs/decisions/0024-cold-starts.md), so each start takes up to a
second more or less by chance. A few calls at even distances within that second have the median of very many.
"""

import random
import re
import time
from typing import Any

from ops.shell import get, kubectl

# Each tells that the kubelet's last look was before it and the next one not; together, when they are, to some 20 ms.
READINGS = 30
# The kubelet adds up how long after each other its looks began.
LOOKED = re.compile(r"^kubelet_pleg_relist_interval_seconds_sum (\S+)$", re.MULTILINE)
# From so long after its request on, a start is seen by a look: of five starts each, by none after 0.35 s, by two after
# 0.40 s (a pod's last container is up after 0.33 to 0.37 s, benchmarks/results/timeline.json).
STARTS_SECONDS = 0.41


def spread(calls: int) -> list[float]:
    """For each call its part of the second, in a random order.

    The second is cut where a start just misses the kubelet's look, and each call lies in the middle of an equal share:
    some ten milliseconds more or less decide for none of them whether it waits for a whole second.
    """
    parts = [((number + 0.5) / calls - STARTS_SECONDS) % 1 for number in range(calls)]
    random.shuffle(parts)
    return parts


class KubeletSecond:
    """The second of the one worker that takes pods, until it is closed."""

    def __init__(self, core: Any) -> None:
        workers = [
            node["metadata"]["name"] for node in get("node", "-l", "!node-role.kubernetes.io/control-plane")["items"]
        ]
        self._worker, *self._others = sorted(workers)
        for node in self._others:
            kubectl("cordon", node)
        self._core = core
        self._first_look = self._found_first_look()

    def wait(self, part: float) -> None:
        """Waits until that part of a second has gone by since the kubelet looked."""
        since = time.monotonic() - self._first_look - self._from_first_to_last()
        time.sleep((part - since) % 1)

    def close(self) -> None:
        for node in self._others:
            kubectl("uncordon", node)

    def _found_first_look(self) -> float:
        """When it was, on the monotonic clock; each reading bounds it from both sides."""
        after, before = float("-inf"), float("inf")
        for _ in range(READINGS):
            time.sleep(random.uniform(0, 0.1))
            asked = time.monotonic()
            seconds = self._from_first_to_last()
            after, before = max(after, asked - seconds - 1), min(before, time.monotonic() - seconds)
        return (after + before) / 2

    def _from_first_to_last(self) -> float:
        """In seconds."""
        figures = self._core.connect_get_node_proxy_with_path(self._worker, "metrics")
        looked = LOOKED.search(figures)
        if looked is None:
            raise RuntimeError("The kubelet does not tell when it looks.")
        return float(looked[1])
