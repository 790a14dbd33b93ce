"""Waits until functions are at zero again, which it hurries, or until nothing starts or ends."""

import time
from typing import Any

from ops.shell import succeeds
from tests.support.cluster.shop import ASLEEP_SECONDS, Cluster, ends, is_ready
from tests.support.waiting import eventually


def all_asleep(cluster: Cluster) -> None:
    """Waits until no function has a pod; those that are told to end do so at once."""
    eventually(lambda: _is_asleep(cluster), seconds=ASLEEP_SECONDS, what="every function is at zero", every=1)


def quiet(cluster: Cluster, seconds: float) -> None:
    """Waits until no pod has started or ended for so long."""
    since = time.monotonic()

    def is_over() -> bool:
        nonlocal since
        if not _is_quiet(cluster):
            since = time.monotonic()
        return time.monotonic() - since >= seconds

    eventually(is_over, seconds=ASLEEP_SECONDS, what="no function starts or ends", every=0.5)


def _is_asleep(cluster: Cluster) -> bool:
    return not _hurried(cluster)


def _is_quiet(cluster: Cluster) -> bool:
    return all(not ends(pod) and is_ready(pod) for pod in _hurried(cluster))


def _hurried(cluster: Cluster) -> list[Any]:
    """The pods; those that are told to end do so at once."""
    pods = cluster.pods()
    for pod in filter(ends, pods):
        _stop_queue_proxy(pod)
    return pods


def _stop_queue_proxy(pod: Any) -> None:
    """It stays for 30 s after it was told to end, for requests still under way, and the function with it: here are
    none. A shorter grace period would not do: the kubelet waits for the hook that asks queue-proxy whether it is done.
    """
    for container in pod.status.container_statuses or []:
        if container.name == "queue-proxy" and container.state.running:
            container_id = container.container_id.partition("://")[2]
            # It may be gone by now.
            succeeds("docker", "exec", pod.spec.node_name, "crictl", "stop", "--timeout", "0", container_id)
