"""Has every function at zero again, as soon as that can be."""

from http import HTTPStatus

from kubernetes.client.exceptions import ApiException

from cluster.tools import SHOP
from tests.cluster.shop import ASLEEP_SECONDS, Cluster
from tests.e2e.shop import eventually

# queue-proxy stays for 30 s after it was told to end, for requests that are still under way; here are none.
GRACE_SECONDS = 1


def all_asleep(cluster: Cluster) -> None:
    """Waits until no function has a pod; those that are told to end do so at once."""
    eventually(lambda: _is_asleep(cluster), seconds=ASLEEP_SECONDS, what="every function is at zero", every=1)


def _is_asleep(cluster: Cluster) -> bool:
    pods = cluster.pods()
    for pod in pods:
        if pod.metadata.deletion_timestamp is not None and pod.metadata.deletion_grace_period_seconds > GRACE_SECONDS:
            _hurry(cluster, pod.metadata.name)
    return not pods


def _hurry(cluster: Cluster, pod: str) -> None:
    try:
        cluster.core.delete_namespaced_pod(pod, SHOP, grace_period_seconds=GRACE_SECONDS)
    except ApiException as failure:
        # It may be gone by now.
        if failure.status != HTTPStatus.NOT_FOUND:
            raise
