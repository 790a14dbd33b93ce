"""Simulates starting pods, which compete for processor time on few cores."""

from collections.abc import Callable

from ops.scaling.simulator.model.revision import Pod, Revision
from ops.scaling.simulator.model.timeline import Timeline


class Starts:
    """Starting pods; each start takes longer by the fraction `slowdown` for each other one at the same time.

    It calls `on_done(now, revision, pod)` when a pod has started."""

    def __init__(self, timeline: Timeline, slowdown: float, on_done: Callable[[float, Revision, Pod], None]) -> None:
        self._timeline = timeline
        self._slowdown = slowdown
        self._on_done = on_done
        self._seconds_left: dict[Pod, float] = {}
        self._revisions: dict[Pod, Revision] = {}
        self._advanced_at = 0.0
        self._plan = 0

    def begin(self, now: float, revision: Revision, pod: Pod, seconds_alone: float) -> None:
        self._advance(now)
        self._seconds_left[pod] = seconds_alone
        self._revisions[pod] = revision
        self._plan_next(now)

    def cancel(self, now: float, pod: Pod) -> None:
        self._advance(now)
        self._remove(pod)
        self._plan_next(now)

    def factor(self) -> float:
        """The factor by which the present starts take longer than a single one."""
        return 1 + self._slowdown * max(0, len(self._seconds_left) - 1)

    def _advance(self, now: float) -> None:
        passed = (now - self._advanced_at) / self.factor()
        self._advanced_at = now
        for pod in self._seconds_left:
            self._seconds_left[pod] -= passed

    def _plan_next(self, now: float) -> None:
        """Plans the next finished start; this replaces the earlier plan, since the others change their pace."""
        self._plan += 1
        if self._seconds_left:
            left = max(0.0, min(self._seconds_left.values()))
            self._timeline.at(now + left * self.factor(), self._finish, self._plan)

    def _finish(self, now: float, plan: int) -> None:
        if plan == self._plan:
            self._advance(now)
            pod = min(self._seconds_left, key=self._seconds_left.__getitem__)
            revision = self._remove(pod)
            self._plan_next(now)
            self._on_done(now, revision, pod)

    def _remove(self, pod: Pod) -> Revision:
        del self._seconds_left[pod]
        return self._revisions.pop(pod)
