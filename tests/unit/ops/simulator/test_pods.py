"""Pods start and end as their number is set, and calls in them end with them."""

from dataclasses import replace

from ops.scaling.simulator.model.autoscaling import Autoscaling
from ops.scaling.simulator.model.call import Call
from ops.scaling.simulator.model.effects import Effects
from ops.scaling.simulator.model.pods import Pods
from ops.scaling.simulator.model.requests import Requests
from ops.scaling.simulator.model.revision import Pod, Revision
from ops.scaling.simulator.model.shop import CallGraph
from ops.scaling.simulator.model.starts import Starts
from ops.scaling.simulator.model.timeline import Timeline
from tests.support.ops.simulated_shops import START_SECONDS, STARTS, function


class OneRevision:
    """A revision whose number of pods the test sets, in place of an autoscaler."""

    def __init__(self) -> None:
        self.timeline = Timeline()
        self.pods = Pods(self.timeline, STARTS, 1)
        self.pods.on_start = lambda now, revision, seconds: None
        self.revision = Revision("look", function(concurrency=1), 0.0)
        effects = Effects({"look": self.revision}, {}, CallGraph(), 1)
        self.requests = Requests(self.timeline, Autoscaling(self.timeline, self.pods), self.pods, effects)
        self.pods.on_ready = lambda now, revision, pod: None


class TestStarts:
    @staticmethod
    def done(slowdown: float, *begins: tuple[float, float], cancelled_at: float | None = None) -> list[float]:
        timeline, found = Timeline(), list[float]()
        starts = Starts(timeline, slowdown, lambda now, revision, pod: found.append(now))
        revision, pods = Revision("look", function(), 0.0), [Pod() for _ in begins]
        for pod, (begin, seconds) in zip(pods, begins, strict=True):
            timeline.run_until(begin)
            starts.begin(begin, revision, pod, seconds)
        if cancelled_at is not None:
            timeline.run_until(cancelled_at)
            starts.cancel(cancelled_at, pods[-1])
        timeline.run_until(100)
        return [round(each, 9) for each in found]

    def test_take_their_own_time_where_they_do_not_hinder_each_other(self) -> None:
        assert self.done(0.0, (0, 2), (1, 2)) == [2, 3]

    def test_that_begin_together_take_longer_together(self) -> None:
        assert self.done(0.5, (0, 2), (0, 2)) == [3, 3]

    def test_go_on_at_full_pace_when_they_are_alone_again(self) -> None:
        # The first is alone for a second, then both share until it ends; the second has done half by then.
        assert self.done(1.0, (0, 2), (1, 2)) == [3, 4]

    def test_do_not_hinder_others_once_they_are_cancelled(self) -> None:
        assert self.done(1.0, (0, 2), (0, 9), cancelled_at=1.0) == [2.5]


class TestPods:
    def test_that_still_start_end_first_and_at_once(self) -> None:
        one = OneRevision()
        one.pods.scale(0.0, one.revision, 3)
        one.pods.scale(1.0, one.revision, 1)
        one.timeline.run_until(100)
        assert (len(one.revision.pods), one.revision.observed.pods) == (1, [(0.0, 0, 0), (0.0, 3, 0), (1.0, 1, 0)])

    def test_say_at_their_start_how_long_it_will_take_beside_others(self) -> None:
        pods, reported = Pods(Timeline(), replace(STARTS, slowdown=0.5), 1), list[float]()
        pods.on_start = lambda now, revision, seconds: reported.append(seconds)
        pods.scale(0.0, Revision("look", function(), 0.0), 2)
        assert reported == [START_SECONDS, 1.5 * START_SECONDS]

    def test_that_end_take_no_more_calls(self) -> None:
        one = OneRevision()
        one.pods.scale(0.0, one.revision, 2)
        one.timeline.run_until(START_SECONDS)
        for time, seconds in ((3.0, 10.0), (3.1, 4.0), (3.2, 1.0)):
            one.requests.arrive(time, Call(one.revision, seconds))
        leaving = one.revision.pods[1]
        one.pods.scale(4.0, one.revision, 1)
        one.timeline.run_until(12.9)
        assert (leaving.busy, len(one.revision.waiting)) == (0, 1)
        one.timeline.run_until(13.1)
        assert len(one.revision.waiting) == 0
