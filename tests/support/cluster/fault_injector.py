"""Makes parts of the cluster fail while a test runs."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable

from kubernetes.client.exceptions import ApiException

from ops.shell import SHOP
from tests.support.cluster.shop import ClusterShop, ends
from tests.support.waiting import eventually

EVENTING = "knative-eventing"
DISPATCHER = "messaging.knative.dev/channel=in-memory-channel,messaging.knative.dev/role=dispatcher"

REPLACED_SECONDS = 60


class FaultInjector:
    """Deletes a function's pod every few seconds, from the start to the end of the block."""

    def __init__(self, shop: ClusterShop, *, every_seconds: float) -> None:
        self._shop, self._every_seconds = shop, every_seconds
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._delete_functions, daemon=True)
        self.done: Counter[str] = Counter()

    def __enter__(self) -> "FaultInjector":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(60)

    def kill_dispatcher(self) -> None:
        """What it held in memory is gone."""
        self._delete(EVENTING, DISPATCHER, "dispatcher")

    def restart_postgres(self) -> None:
        self._delete(SHOP, "app.kubernetes.io/name=postgres", "postgres")

    def _delete_functions(self) -> None:
        while not self._over.wait(self._every_seconds):
            running = [pod.metadata.name for pod in self._shop.pods() if not ends(pod)]
            if running:
                # Gone at once: nothing is allowed to end what it has begun.
                self._remove(SHOP, random.choice(running), "function")

    def _delete(self, namespace: str, selector: str, what: str) -> None:
        def is_done() -> bool:
            """Not if another thread has just done it, and what is broken is not replaced yet."""
            pods = self._shop.core.list_namespaced_pod(namespace, label_selector=selector).items
            return any([self._remove(namespace, pod.metadata.name, what) for pod in pods if not ends(pod)])

        eventually(is_done, seconds=REPLACED_SECONDS, what=f"there is a {what} to break")

    def _remove(self, namespace: str, name: str, what: str) -> bool:
        try:
            self._shop.core.delete_namespaced_pod(name, namespace, grace_period_seconds=0)
        except ApiException as gone:
            if gone.status != 404:
                raise
            return False
        self.done[what] += 1
        return True


def when(reached: Callable[[], bool], then: Callable[[], None], *, seconds: float) -> threading.Thread:
    """Does `then` once `reached` holds; gives up silently after `seconds`, so that the test itself must look."""

    def wait() -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if reached():
                then()
                return
            time.sleep(0.5)

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread
