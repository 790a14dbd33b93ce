"""Pods start and end as their number is set, and calls in them end with them."""

from ops.scaling.simulator.model.autoscaling import Autoscaling
from ops.scaling.simulator.model.call import Call
from ops.scaling.simulator.model.effects import Effects
from ops.scaling.simulator.model.pods import Pods
from ops.scaling.simulator.model.requests import Requests
from ops.scaling.simulator.model.revision import Revision
from ops.scaling.simulator.model.shop import CallGraph
from ops.scaling.simulator.model.timeline import Timeline
from tests.unit.scaling.shops import START_SECONDS, STARTS, function


class OneRevision:
    """A revision whose number of pods the test sets, in place of an autoscaler."""

    def __init__(self) -> None:
        self.timeline = Timeline()
        self.pods = Pods(self.timeline, STARTS, 1)
        self.pods.on_start = lambda now, revision, ready_at: None
        self.revision = Revision("look", function(concurrency=1), 0.0)
        effects = Effects({"look": self.revision}, {}, CallGraph(), 1)
        self.requests = Requests(self.timeline, Autoscaling(self.timeline, self.pods), self.pods, effects)
        self.pods.on_ready = lambda now, revision, pod: None


class TestPods:
    def test_that_still_start_end_first_and_at_once(self) -> None:
        one = OneRevision()
        one.pods.scale(0.0, one.revision, 3)
        one.pods.scale(1.0, one.revision, 1)
        one.timeline.run_until(100)
        assert (len(one.revision.pods), one.revision.observed.pods) == (1, [(0.0, 0, 0), (0.0, 3, 0), (1.0, 1, 0)])

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
