"""Has every function at zero again, as soon as that can be."""

from typing import Any

from cluster.tools import succeeds
from tests.cluster.shop import ASLEEP_SECONDS, Cluster
from tests.e2e.shop import eventually


def all_asleep(cluster: Cluster) -> None:
    """Waits until no function has a pod; those that are told to end do so at once."""
    eventually(lambda: _is_asleep(cluster), seconds=ASLEEP_SECONDS, what="every function is at zero", every=1)


def _is_asleep(cluster: Cluster) -> bool:
    pods = cluster.pods()
    for pod in pods:
        if pod.metadata.deletion_timestamp is not None:
            _stop_queue_proxy(pod)
    return not pods


def _stop_queue_proxy(pod: Any) -> None:
    """It stays for 30 s after it was told to end, for requests still under way, and the function with it: here are
    none. A shorter grace period would not do: the kubelet waits for the hook that asks queue-proxy whether it is done.
    """
    for container in pod.status.container_statuses or []:
        if container.name == "queue-proxy" and container.state.running:
            container_id = container.container_id.partition("://")[2]
            # It may be gone by now.
            succeeds("docker", "exec", pod.spec.node_name, "crictl", "stop", "--timeout", "0", container_id)
