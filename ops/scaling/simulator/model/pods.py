"""Simulates Kubernetes: starts and stops pods."""

from collections.abc import Callable
from random import Random

from ops.scaling.simulator.model.chance import chance
from ops.scaling.simulator.model.cold_starts import ColdStarts
from ops.scaling.simulator.model.revision import Pod, Revision
from ops.scaling.simulator.model.starts import Starts
from ops.scaling.simulator.model.timeline import Timeline

# queue-proxy serves for so long after Kubernetes has asked a pod to end.
DRAIN_SECONDS = 30.0


class Pods:
    """Calls `on_start(now, revision, seconds)` when a pod begins to start, with the estimated duration, and
    `on_ready(now, revision, pod)` when it is ready.
    """

    def __init__(self, timeline: Timeline, cold_starts: ColdStarts, seed: int) -> None:
        self._timeline = timeline
        self._cold_starts = cold_starts
        self._seed = seed
        self._random: dict[str, Random] = {}
        self._starts = Starts(timeline, cold_starts.slowdown, self._ready)
        self.on_start: Callable[[float, Revision, float], None]
        self.on_ready: Callable[[float, Revision, Pod], None]

    def scale(self, now: float, revision: Revision, pods: int) -> None:
        """Starts missing pods, or stops surplus ones."""
        missing = pods - len(revision.pods) - len(revision.starting)
        for _ in range(missing):
            self._start(now, revision)
        for _ in range(-missing):
            self._stop(now, revision)
        if missing:
            revision.saw_pods(now)

    def _start(self, now: float, revision: Revision) -> None:
        name = revision.name
        if name not in self._random:
            self._random[name] = chance(self._seed, f"starts of {name}")
        pod, seconds = Pod(), self._cold_starts.draw(name, self._random[name])
        pod.began_at = now
        revision.starting.append(pod)
        self._starts.begin(now, revision, pod, seconds)
        self.on_start(now, revision, seconds * self._starts.factor())

    def _ready(self, now: float, revision: Revision, pod: Pod) -> None:
        pod.ready_at = now
        pod.function_ready_at = pod.began_at + self._cold_starts.function_part * (now - pod.began_at)
        revision.starting.remove(pod)
        revision.pods.append(pod)
        self.on_ready(now, revision, pod)

    def _stop(self, now: float, revision: Revision) -> None:
        """Stops a starting pod, else the newest one, as Kubernetes does."""
        if revision.starting:
            self._starts.cancel(now, revision.starting.pop())
            return
        revision.pods.pop().is_leaving = True
        revision.draining += 1
        self._timeline.at(now + min(DRAIN_SECONDS, revision.function.timeout_seconds), self._gone, revision)

    def _gone(self, now: float, revision: Revision) -> None:
        revision.draining -= 1
        revision.saw_pods(now)
