"""Reduces the variance of cold starts: all pods start on one worker, and calls are spread over its kubelet's interval.

The kubelet checks every second which containers have started (docs/decisions/0024-cold-starts.md), which makes a start
up to a second longer by chance. A few calls at even distances within that second have the median of very many.
"""

import random
import re
import time
from typing import Any

from ops.shell import get, kubectl

# Each reading bounds the time of the kubelet's check; together they determine it to about 20 ms.
READINGS = 30
# The sum of the intervals between the kubelet's checks.
INTERVAL_SUM = re.compile(r"^kubelet_pleg_relist_interval_seconds_sum (\S+)$", re.MULTILINE)
# A check at least this long after the request notices the start: of five starts each, none was noticed after 0.35 s and
# two after 0.40 s (a pod's last container is up after 0.33 to 0.37 s, benchmarks/results/timeline.json).
STARTS_SECONDS = 0.41


def spread(calls: int) -> list[float]:
    """The fraction of the second for each call, in random order.

    The second begins where a start just misses the kubelet's check. Each call is in the middle of an equal share, so
    that a few milliseconds do not decide whether a call waits for a whole second.
    """
    parts = [((number + 0.5) / calls - STARTS_SECONDS) % 1 for number in range(calls)]
    random.shuffle(parts)
    return parts


class KubeletChecks:
    """The times at which the kubelet checks its containers, on the only worker that accepts pods until `close`."""

    def __init__(self, core: Any) -> None:
        workers = [
            node["metadata"]["name"] for node in get("node", "-l", "!node-role.kubernetes.io/control-plane")["items"]
        ]
        self._worker, *self._others = sorted(workers)
        for node in self._others:
            kubectl("cordon", node)
        self._core = core
        self._first_check = self._find_first_check()

    def wait(self, part: float) -> None:
        """Waits until that part of a second has passed since the kubelet's last check."""
        since = time.monotonic() - self._first_check - self._from_first_to_last()
        time.sleep((part - since) % 1)

    def close(self) -> None:
        for node in self._others:
            kubectl("uncordon", node)

    def _find_first_check(self) -> float:
        """The time of the first check, on the monotonic clock; each reading bounds it from both sides."""
        after, before = float("-inf"), float("inf")
        for _ in range(READINGS):
            time.sleep(random.uniform(0, 0.1))
            asked = time.monotonic()
            seconds = self._from_first_to_last()
            after, before = max(after, asked - seconds - 1), min(before, time.monotonic() - seconds)
        return (after + before) / 2

    def _from_first_to_last(self) -> float:
        """The seconds from the first to the last check."""
        metrics = self._core.connect_get_node_proxy_with_path(self._worker, "metrics")
        found = INTERVAL_SUM.search(metrics)
        if found is None:
            raise RuntimeError("The kubelet does not export the metric of its check interval.")
        return float(found[1])
