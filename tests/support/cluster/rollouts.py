"""Rolls out revisions of a function for a test, and observes the rollouts."""

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from ops.cluster.argo import paused
from rollouts.function import MESSAGE, PHASE, PLAN, REVISION, Function, read
from tests.support.cluster.background import BackgroundThreads
from tests.support.cluster.load import KNATIVE
from tests.support.cluster.shop import ClusterShop
from tests.support.waiting import eventually

LAYER = "20-backend"
# In place of the image's own program: the same server, after a change that no code of the shop contains.
SERVES = "\nfrom functions.serve import main\nmain()\n"
FAILS = """
import random
from functions.runtime.adapters import request_handling

def failing(answer, good=request_handling._answer_or_problem, **options):
    def fails():
        raise RuntimeError("a bad revision")
    return good(fails if random.random() < {rate} else answer, **options)

request_handling._answer_or_problem = failing
"""
IS_SLOW = """
import time
from functions.runtime.adapters import request_handling

def slow(answer, good=request_handling._answer_or_problem, **options):
    time.sleep({seconds})
    return good(answer, **options)

request_handling._answer_or_problem = slow
"""
# Every call succeeds, in the usual time; only the sum of a booking is wrong.
BREAKS_THE_LEDGER = """
from functions.payments.store import ledger

def wrong(shop, payment, name, booking, good=ledger.post_entry):
    account, amount_minor = next(iter(booking.items()))
    good(shop, payment, name, {**booking, account: amount_minor - 1})

ledger.post_entry = wrong
"""
IS_GOOD = "# Other text, the same function.\n"


class RolledOut:
    """A function with a rollout plan of the test's own."""

    def __init__(self, shop: ClusterShop, name: str) -> None:
        self._shop, self._name = shop, name

    def service(self) -> Any:
        return self._shop.custom.get_namespaced_custom_object(*KNATIVE, self._name)

    def function(self) -> Function:
        return read(self.service())

    @property
    def said(self) -> dict[str, str]:
        annotations = self.service()["metadata"]["annotations"]
        return {name: annotations.get(name, "") for name in (PHASE, REVISION, MESSAGE)}

    def becomes(self, change: str) -> str:
        """Makes a revision that runs this change of the program; returns its name when it is ready."""
        before = self.function().latest
        container = self.service()["spec"]["template"]["spec"]["containers"][0]
        changed = {**container, "command": ["python", "-c", change + SERVES]}
        self._patch({"spec": {"template": {"spec": {"containers": [changed]}}}})
        eventually(lambda: self.function().latest != before, seconds=120, what="the new revision is ready", every=1)
        return self.function().latest

    def ends(self, phase: str, revision: str, seconds: float) -> str:
        """Waits for the end of the revision's rollout; returns what is said about it."""

        def ended() -> bool:
            return self.said[PHASE] == phase and self.said[REVISION] == revision

        eventually(ended, seconds=seconds, what=f"{revision} is {phase}", every=1)
        return self.said[MESSAGE]

    def _patch(self, change: Any) -> None:
        self._shop.custom.patch_namespaced_custom_object(*KNATIVE, self._name, change)

    @contextlib.contextmanager
    def planned(self, plan: str) -> Iterator["RolledOut"]:
        """Within the block the function has this plan; after it, everything is as Git says."""
        template = self.service()["spec"]["template"]
        with paused(LAYER):
            self._patch({"metadata": {"annotations": {PLAN: plan}}})
            eventually(lambda: self.function().is_pinned, seconds=60, what="its traffic is pinned", every=1)
            try:
                yield self
            finally:
                self._patch({"metadata": {"annotations": {PLAN: "all"}}, "spec": {"template": template}})
                eventually(lambda: not self.function().is_pinned, seconds=60, what="it takes all at once", every=1)


class Requests(BackgroundThreads):
    """Clients that repeat a request for as long as the block lasts; `harms` says which answers harm a shopper."""

    def __init__(
        self, path: str, harms: Callable[[httpx.Response], bool], clients: int = 4, pause: float = 0.1
    ) -> None:
        self._path, self._harms, self._pause_seconds = path, harms, pause
        super().__init__([self._ask] * clients)
        self.number = Counter[str]()

    @property
    def harmed_share(self) -> float:
        return self.number["harmed"] / max(1, self.number.total())

    def _ask(self) -> None:
        for answer in self._answers(self._path, self._pause_seconds):
            is_harmed = isinstance(answer, httpx.HTTPError) or self._harms(answer)
            self.number["harmed" if is_harmed else "served"] += 1


def rest_of(seconds: float, began: float) -> None:
    """Waits until that many seconds after `began`: as long as the rollout would have taken."""
    time.sleep(max(0.0, began + seconds - time.monotonic()))
