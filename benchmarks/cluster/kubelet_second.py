"""Takes chance out of cold starts: one worker takes all new pods, calls are spread evenly over its kubelet's second.

The kubelet looks once a second what has started (docs/decisions/0024-cold-starts.md), so each start takes up to a
second more or less by chance. A few calls at even distances within that second have the median of very many.
"""

import random
import threading
import time
from typing import Any

from kubernetes import client as kube
from kubernetes import watch
from urllib3.exceptions import HTTPError

from cluster.tools import SHOP, get, kubectl

# The clock of a kubelet is a little slow: what it showed longer ago says nothing.
FRESH_SECONDS = 10


def spread(calls: int) -> list[float]:
    """For each call its part of the second, in a random order."""
    parts = [(number + random.random()) / calls for number in range(calls)]
    random.shuffle(parts)
    return parts


class KubeletSecond:
    """The second of the one worker that takes pods, until it is closed."""

    def __init__(self) -> None:
        workers = [
            node["metadata"]["name"] for node in get("node", "-l", "!node-role.kubernetes.io/control-plane")["items"]
        ]
        self._worker, *self._others = sorted(workers)
        self._looked = 0.0
        for node in self._others:
            kubectl("cordon", node)
        threading.Thread(target=self._follow, daemon=True).start()

    def wait(self, part: float) -> None:
        """Waits for that part of the second; where nothing has started of late, for some moment within one."""
        now = time.time()
        since = now - self._looked
        time.sleep((part - since) % 1 if since < FRESH_SECONDS else part)

    def close(self) -> None:
        for node in self._others:
            kubectl("uncordon", node)

    def _follow(self) -> None:
        """A pod's address is published when the kubelet has looked."""
        core: Any = kube.CoreV1Api()
        known: set[str] = set()
        while True:
            watched: Any = watch.Watch()  # type: ignore[no-untyped-call]
            try:
                for event in watched.stream(
                    core.list_namespaced_pod, SHOP, field_selector=f"spec.nodeName={self._worker}", timeout_seconds=300
                ):
                    pod = event["object"]
                    if pod.status.pod_ip and pod.metadata.uid not in known:
                        known.add(pod.metadata.uid)
                        self._looked = time.time()
            except HTTPError:
                # The connection was lost; what starts meanwhile is not seen.
                time.sleep(1)
