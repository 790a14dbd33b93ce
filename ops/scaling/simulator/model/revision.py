"""Keeps the state of one function in the simulation: pods, waiting calls, and autoscaling."""

from collections import deque
from typing import TYPE_CHECKING

from ops.scaling.simulator.knative.concurrency_reporter import ConcurrencyReporter
from ops.scaling.simulator.knative.decider import Decider
from ops.scaling.simulator.knative.pod_autoscaler import Activity, PodAutoscaler
from ops.scaling.simulator.model.observed import Observed
from ops.scaling.simulator.model.shop import Function

if TYPE_CHECKING:
    from ops.scaling.simulator.model.call import Call

# Up to so many requests at once per pod the activator takes the first pod with room, above in turn.
FIRST_AVAILABLE_MAX = 3
LONG_AGO = -1e9


class Pod:
    """A pod; from `function_ready_at` on its process could answer, and from `ready_at` on calls reach it."""

    __slots__ = ("began_at", "busy", "function_ready_at", "is_leaving", "ready_at")

    def __init__(self) -> None:
        self.busy = 0
        self.began_at = self.function_ready_at = self.ready_at = LONG_AGO
        self.is_leaving = False


class Revision:
    """A revision, which begins as after a long pause: with its minimum of pods."""

    __slots__ = (
        "autoscaler",
        "decider",
        "desired",
        "draining",
        "function",
        "is_ticking",
        "look_again_at",
        "name",
        "next_pod",
        "observed",
        "pods",
        "reporter",
        "starting",
        "tick_phase",
        "waiting",
    )

    def __init__(self, name: str, function: Function, tick_phase: float) -> None:
        self.name = name
        self.function = function
        self.tick_phase = tick_phase
        self.is_ticking = False
        self.look_again_at = LONG_AGO
        self.reporter = ConcurrencyReporter()
        self.decider = Decider(function.decider)
        fewest = function.scale.min_pods
        activity = Activity.ACTIVE if fewest else Activity.INACTIVE
        self.autoscaler = PodAutoscaler(function.scale, activity, LONG_AGO, True, LONG_AGO)
        self.desired = 0
        self.pods = [Pod() for _ in range(fewest)]
        self.starting: list[Pod] = []
        self.draining = 0
        self.next_pod = 0
        self.waiting: deque[Call] = deque()
        self.observed = Observed()
        self.observed.saw_pods(0.0, fewest, 0)

    def pod_with_room(self) -> Pod | None:
        """The pod to which the activator sends the next call; None while all are full."""
        pods, room = self.pods, self.function.concurrency
        number = len(pods)
        first = 0 if room <= FIRST_AVAILABLE_MAX or self.next_pod >= number else self.next_pod
        for index in range(first, first + number):
            pod = pods[index % number]
            if pod.busy < room:
                self.next_pod = index % number + 1
                return pod
        return None

    def saw_pods(self, now: float) -> None:
        self.observed.saw_pods(now, len(self.pods) + len(self.starting), self.draining)
