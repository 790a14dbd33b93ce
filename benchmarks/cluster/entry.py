"""The way of a caller inside the cluster: Traefik's private entry, and from there as a function would be called."""

import http.client
import random
import time

from benchmarks.cluster.kubelet_second import KubeletSecond
from ops.shell import SHOP
from tests.support.cluster.shop import Cluster, PortForward

# Far above any cold start; one that takes longer is a failure.
ANSWER_SECONDS = 120


class Entry:
    """Calls functions by their names, and says how long they took."""

    def __init__(self, cluster: Cluster) -> None:
        self._way = PortForward("deployment/traefik", 8081, namespace="traefik")
        self._second = KubeletSecond(cluster.core)

    @property
    def address(self) -> str:
        """Where it is reached from here; who calls names the function in `host`."""
        return f"http://127.0.0.1:{self._way.port}"

    def close(self) -> None:
        self._second.close()
        self._way.close()

    def seconds(self, function: str, path: str = "/", part: float | None = None) -> float:
        """How long a GET takes over a new connection, from some part of the kubelet's second, or a given one.

        Refusals are answers: the function was up to give them.
        """
        self._second.wait(random.random() if part is None else part)
        connection = http.client.HTTPConnection("127.0.0.1", self._way.port, timeout=ANSWER_SECONDS)
        began = time.perf_counter()
        connection.request("GET", path, headers={"host": f"{function}.{SHOP}.svc.cluster.local"})
        answer = connection.getresponse()
        answer.read()
        taken = time.perf_counter() - began
        connection.close()
        if answer.status >= 500:
            raise RuntimeError(f"{function} answered {answer.status}")
        return taken
