"""Calls functions like a caller inside the cluster, through Traefik's private entry point."""

import http.client
import random
import time

from benchmarks.cluster.nodes.kubelet_checks import KubeletChecks
from ops.shell import SHOP
from tests.support.cluster.shop import Cluster, PortForward

# Far above any cold start; a longer one is a failure.
ANSWER_SECONDS = 120


class InternalCaller:
    """Calls functions by name and measures the time."""

    def __init__(self, cluster: Cluster) -> None:
        self._forward = PortForward("deployment/traefik", 8081, namespace="traefik")
        self._kubelet = KubeletChecks(cluster.core)

    @property
    def address(self) -> str:
        """The local address of the entry point; requests name the function in their `host` header."""
        return f"http://127.0.0.1:{self._forward.port}"

    def close(self) -> None:
        self._kubelet.close()
        self._forward.close()

    def seconds(self, function: str, path: str = "/", part: float | None = None) -> float:
        """The duration of a GET on a new connection, sent at the given or a random part of the kubelet's second.

        Client errors count as responses, because the function was running.
        """
        self._kubelet.wait(random.random() if part is None else part)
        connection = http.client.HTTPConnection("127.0.0.1", self._forward.port, timeout=ANSWER_SECONDS)
        began = time.perf_counter()
        connection.request("GET", path, headers={"host": f"{function}.{SHOP}.svc.cluster.local"})
        answer = connection.getresponse()
        answer.read()
        taken = time.perf_counter() - began
        connection.close()
        if answer.status >= 500:
            raise RuntimeError(f"{function} returned {answer.status}")
        return taken
