"""Waits until all functions have scaled to zero, or until no pod starts or terminates."""

import time
from collections.abc import Collection
from typing import Any

from ops.shell import succeeds
from tests.support.cluster.shop import ASLEEP_SECONDS, Cluster, ends, is_ready
from tests.support.waiting import eventually

FUNCTION = "serving.knative.dev/service"


def wait_until_scaled_to_zero(cluster: Cluster, awake: Collection[str] = ()) -> None:
    """Waits until no function except those that stay `awake` has a pod, and stops terminating pods at once."""
    eventually(
        lambda: _is_scaled_to_zero(cluster, awake), seconds=ASLEEP_SECONDS, what="all functions are at zero", every=1
    )


def wait_until_quiet(cluster: Cluster, seconds: float) -> None:
    """Waits until no pod has started or terminated for this time."""
    since = time.monotonic()

    def is_over() -> bool:
        nonlocal since
        if not _is_quiet(cluster):
            since = time.monotonic()
        return time.monotonic() - since >= seconds

    eventually(is_over, seconds=ASLEEP_SECONDS, what="no pod starts or terminates", every=0.5)


def _is_scaled_to_zero(cluster: Cluster, awake: Collection[str]) -> bool:
    pods = _pods_with_terminating_stopped(cluster)
    return all(pod.metadata.labels[FUNCTION] in awake and not ends(pod) for pod in pods)


def _is_quiet(cluster: Cluster) -> bool:
    return all(not ends(pod) and is_ready(pod) for pod in _pods_with_terminating_stopped(cluster))


def _pods_with_terminating_stopped(cluster: Cluster) -> list[Any]:
    """The pods; stops those that are terminating at once."""
    pods = cluster.pods()
    for pod in filter(ends, pods):
        _stop_queue_proxy(pod)
    return pods


def _stop_queue_proxy(pod: Any) -> None:
    """Stops queue-proxy, which drains for 30 s although there are no requests, and keeps the function running.

    A shorter grace period does not help: the kubelet waits for the preStop hook, which asks queue-proxy.
    """
    for container in pod.status.container_statuses or []:
        if container.name == "queue-proxy" and container.state.running:
            container_id = container.container_id.partition("://")[2]
            # The container may have ended by now.
            succeeds("docker", "exec", pod.spec.node_name, "crictl", "stop", "--timeout", "0", container_id)
