"""The way of a caller inside the cluster: Traefik's private entry, and from there as a function would be called."""

import http.client
import random
import time

from cluster.tools import SHOP
from tests.cluster.shop import Cluster, PortForward
from tests.e2e.shop import eventually

# Far above any cold start; one that takes longer is a failure.
ANSWER_SECONDS, ASLEEP_SECONDS = 120, 240


class Entry:
    """Calls functions by their names, and says how long they took."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._way = PortForward("deployment/traefik", 8081, namespace="traefik")

    @property
    def address(self) -> str:
        """Where it is reached from here; who calls names the function in `host`."""
        return f"http://127.0.0.1:{self._way.port}"

    def close(self) -> None:
        self._way.close()

    def seconds(self, function: str, path: str = "/") -> float:
        """How long a GET takes over a new connection, at some moment within the next second.

        Refusals are answers: the function was up to give them.
        """
        # The kubelet looks once a second what has started: whoever calls right after an answer calls in step with it.
        time.sleep(random.random())
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

    def cold_seconds(self, function: str) -> float:
        """The same, once the function has no pod left."""
        self.asleep(function)
        return self.seconds(function)

    def asleep(self, function: str) -> None:
        eventually(
            lambda: not self._cluster.pods(function), seconds=ASLEEP_SECONDS, what=f"{function} is at zero", every=0.5
        )

    def all_asleep(self) -> None:
        eventually(lambda: not self._cluster.pods(), seconds=ASLEEP_SECONDS, what="every function is at zero", every=1)
