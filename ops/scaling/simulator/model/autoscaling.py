"""Simulates the autoscaler: it decides from the activator's reports."""

from collections.abc import Callable
from math import ceil, floor

from ops.scaling.simulator.knative.concurrency_reporter import FIRST_REPORT
from ops.scaling.simulator.knative.decider import TICK_SECONDS
from ops.scaling.simulator.model.pods import Pods
from ops.scaling.simulator.model.revision import Revision
from ops.scaling.simulator.model.timeline import Timeline

# Two times that should be equal may differ by a rounding error, and waiting for that would never end.
SHORTEST_PAUSE_SECONDS = 0.01


class Autoscaling:
    """Calls `on_second(now, revision)` each second for each revision with calls waiting in the activator."""

    def __init__(self, timeline: Timeline, pods: Pods) -> None:
        self._timeline = timeline
        self._pods = pods
        self._reporting: dict[Revision, None] = {}
        self.on_second: Callable[[float, Revision], None]

    def first_call(self, now: float, revision: Revision) -> None:
        """Reports the first call after a pause at once, as the activator does."""
        if not self._reporting:
            self._timeline.at(floor(now) + 1, self._second)
        self._reporting[revision] = None
        self._record(now, revision, FIRST_REPORT)

    def reconcile(self, now: float, revision: Revision) -> None:
        """Applies the latest decision, after the decision or the number of ready pods has changed."""
        scale = revision.autoscaler.scale(revision.desired, now)
        if scale.is_applied:
            self._pods.scale(now, revision, scale.pods)
        if revision.autoscaler.observe(scale.pods, len(revision.pods), now):
            self.reconcile(now, revision)
        elif scale.again_after_seconds is not None:
            self._look_again(now, now + max(scale.again_after_seconds, SHORTEST_PAUSE_SECONDS), revision)

    def _look_again(self, now: float, time: float, revision: Revision) -> None:
        """Plans another `reconcile` unless an earlier one is planned, which would plan the later one itself."""
        if not now < revision.look_again_at <= time:
            revision.look_again_at = time
            self._timeline.at(time, self.reconcile, revision)

    def _second(self, now: float, _: None) -> None:
        for revision in list(self._reporting):
            if revision.waiting:
                self.on_second(now, revision)
            concurrency = revision.reporter.report(now)
            if not revision.reporter.is_open:
                del self._reporting[revision]
            self._record(now, revision, concurrency)
        if self._reporting:
            self._timeline.at(now + 1, self._second)

    def _record(self, now: float, revision: Revision, concurrency: float) -> None:
        revision.decider.record(int(now), concurrency)
        if revision.desired == 0 and concurrency:
            self._decide(now, revision)
        if not revision.is_ticking:
            revision.is_ticking = True
            ticks = ceil((now - revision.tick_phase) / TICK_SECONDS)
            self._timeline.at(revision.tick_phase + ticks * TICK_SECONDS, self._tick, revision)

    def _tick(self, now: float, revision: Revision) -> None:
        self._decide(now, revision)
        if self._is_at_rest(revision):
            revision.is_ticking = False
        else:
            self._timeline.at(now + TICK_SECONDS, self._tick, revision)

    def _is_at_rest(self, revision: Revision) -> bool:
        """Whether all ticks until the next call would decide the same."""
        return revision.desired == 0 and not revision.reporter.is_open and not revision.decider.is_panicking

    def _decide(self, now: float, revision: Revision) -> None:
        decision = revision.decider.decide(now, len(revision.pods))
        if decision is not None and decision.desired_pods != revision.desired:
            revision.desired = decision.desired_pods
            self.reconcile(now, revision)
