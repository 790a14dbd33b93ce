"""Simulates requests: they arrive, wait in the activator, are served, and cause others."""

from ops.scaling.simulator.model.autoscaling import Autoscaling
from ops.scaling.simulator.model.call import Call
from ops.scaling.simulator.model.effects import Effects
from ops.scaling.simulator.model.observed import ShopObserved
from ops.scaling.simulator.model.pods import Pods
from ops.scaling.simulator.model.revision import Pod, Revision
from ops.scaling.simulator.model.timeline import Timeline

# The activator refuses what would wait behind so many others for one revision.
WAITING_MAX = 10_000


class Requests:
    """Carries calls through the shop, in order of time."""

    def __init__(self, timeline: Timeline, autoscaling: Autoscaling, pods: Pods, effects: Effects) -> None:
        self._timeline = timeline
        self._autoscaling = autoscaling
        self._effects = effects
        self.observed = ShopObserved()
        pods.on_ready = self._pod_is_ready
        autoscaling.on_second = self._time_out

    def arrive(self, now: float, call: Call) -> None:
        """Takes a call that reaches the activator."""
        revision = call.revision
        call.arrived = now
        if revision.reporter.enter(now):
            self._autoscaling.first_call(now, revision)
        pod = revision.pod_with_room()
        if pod is not None:
            self._serve(now, call, pod)
        elif len(revision.waiting) < WAITING_MAX:
            revision.waiting.append(call)
        else:
            revision.observed.refused += 1
            self._fail(now, call)

    def _serve(self, now: float, call: Call, pod: Pod) -> None:
        pod.busy += 1
        call.pod = pod
        if now > call.arrived and not call.is_wake:
            call.waited += now - call.arrived
            call.met_cold_start = pod.ready_at > call.arrived
            call.revision.observed.waits.append(now - call.arrived)
            if pod.function_ready_at > call.arrived:
                call.revision.observed.counted_waits.append(now - call.arrived)
        if call.children:
            for child in call.children:
                self.arrive(now, child)
            if call.is_from_outside:
                self._wake_next_steps(now, call)
        else:
            if call.announces:
                for wake in self._effects.of_announcing(call.announces, now):
                    self.arrive(now, wake)
            self._timeline.at(now + call.seconds, self._finish, call)

    def _wake_next_steps(self, now: float, edge: Call) -> None:
        for forwarded in edge.children:
            for wake in self._effects.of_forwarding(forwarded.revision.name, now):
                self.arrive(now, wake)

    def _finish(self, now: float, call: Call) -> None:
        revision, pod = call.revision, call.pod
        revision.reporter.leave(now)
        if pod is not None:
            pod.busy -= 1
            if revision.waiting and not pod.is_leaving:
                self._serve(now, revision.waiting.popleft(), pod)
        if call.is_wake:
            return
        revision.observed.count(now, call)
        if not call.has_failed:
            for effect in self._effects.of(call):
                self.arrive(now, effect)
        self._answer(now, call)

    def _answer(self, now: float, call: Call) -> None:
        parent = call.parent
        if parent is None:
            if call.is_from_outside:
                self.observed.count(call)
            return
        parent.waited += call.waited
        parent.met_cold_start_below |= call.met_cold_start or call.met_cold_start_below
        parent.has_failed |= call.has_failed
        parent.children_left -= 1
        if not parent.children_left:
            self._timeline.at(now + parent.seconds, self._finish, parent)

    def _fail(self, now: float, call: Call) -> None:
        """Ends a call that no pod has taken."""
        call.revision.reporter.leave(now)
        call.has_failed = True
        call.waited += now - call.arrived
        self._answer(now, call)

    def _pod_is_ready(self, now: float, revision: Revision, pod: Pod) -> None:
        while revision.waiting and pod.busy < revision.function.concurrency:
            self._serve(now, revision.waiting.popleft(), pod)
        self._autoscaling.reconcile(now, revision)

    def _time_out(self, now: float, revision: Revision) -> None:
        """Ends calls that have waited for as long as a request may take; called once a second."""
        waiting, timeout = revision.waiting, revision.function.timeout_seconds
        while waiting and now - waiting[0].arrived >= timeout:
            call = waiting.popleft()
            revision.observed.timed_out += not call.is_wake
            self._fail(now, call)
