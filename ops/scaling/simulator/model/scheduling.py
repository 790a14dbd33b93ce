"""Simulates schedules, which raise the minimum of pods for some time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from ops.scaling.simulator.model.autoscaling import Autoscaling
from ops.scaling.simulator.model.revision import Revision
from ops.scaling.simulator.model.timeline import Timeline
from rollouts.rules.schedule import Schedule, fewest_pods

MINUTE = 60


def changes(schedules: Sequence[Schedule], starts_at: datetime, seconds: int) -> Iterator[tuple[float, dict[str, int]]]:
    """The seconds from `starts_at` (UTC) at which minimums change, with the new minimums by function."""
    before: dict[str, int] = {}
    for second in range(-starts_at.second, seconds, MINUTE) if schedules else ():
        now = fewest_pods(schedules, starts_at + timedelta(seconds=second))
        if now != before:
            yield max(0, second), now
            before = now


class Scheduling:
    """Sets the bounds of revisions at the scheduled times, as rollouts/schedules.py does in the cluster."""

    def __init__(self, timeline: Timeline, autoscaling: Autoscaling, revisions: Mapping[str, Revision]) -> None:
        self._timeline, self._autoscaling, self._revisions = timeline, autoscaling, revisions

    def plan(self, schedules: Sequence[Schedule], starts_at: datetime, seconds: int) -> None:
        for second, pods in changes(schedules, starts_at, seconds):
            self._timeline.at(second, self._set, pods)

    def _set(self, now: float, pods: Mapping[str, int]) -> None:
        for name, revision in self._revisions.items():
            settings = revision.autoscaler.settings
            fewest = max(revision.function.scale.min_pods, pods.get(name, 0))
            if fewest != settings.min_pods:
                revision.autoscaler.settings = replace(settings, min_pods=fewest)
                self._autoscaling.reconcile(now, revision)
