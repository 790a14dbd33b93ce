"""The forecast's benchmark, as far as it needs no cluster: what it measures again, counts, and compares."""

from dataclasses import replace

import pytest

from benchmarks.cluster.forecast import CONTAINER_PART, TRACES, function_part, missing
from benchmarks.cluster.replay.observation import COLD, FORWARDED, STARTS, Counts
from benchmarks.cluster.replay.trace_replay import replayable
from ops.scaling.simulator.model.calibration import calibrated, cold_wait
from ops.scaling.simulator.model.cold_starts import FUNCTION_PART
from ops.scaling.simulator.model.shop import CallGraph
from tests.support.ops.simulated_shops import function, shop, trace

HERE, BEFORE = "abcd1234", "0000ffff"


class TestTraces:
    def test_are_measured_once_at_a_commit(self) -> None:
        kept = {"mail": {"commit": HERE}, "busy": {"commit": BEFORE}}
        assert missing({}, kept, HERE) == ["evening", "busy"]
        assert missing({"TRACES": "mail"}, kept, HERE) == []

    def test_are_measured_again_when_asked_for(self) -> None:
        assert missing({"TRACES": "mail", "AGAIN": "1"}, {"mail": {"commit": HERE}}, HERE) == ["mail"]

    def test_are_three(self) -> None:
        assert missing({}, {}, HERE) == list(TRACES)
        with pytest.raises(ValueError, match="no trace morning; there are mail, evening, busy"):
            missing({"TRACES": "morning"}, {}, HERE)

    def test_are_replayed_without_what_nobody_can_send(self) -> None:
        found = replayable(trace((0, "look", 1), (1, "pay-by-test-card", 1)), {"look": None})
        assert [each.operation for each in found.arrivals] == ["look"]


class TestCounts:
    SUMS = (
        (FORWARDED, ["look"], [3.0, 1.0, 9.5]),
        (COLD, ["look"], [0.0, 1.0, 8.0]),
        (STARTS, ["look"], [2.0, 0.0, 3.0]),
        (STARTS, ["gateway"], [1.0, 0.0, 9.0]),
        ("another", ["look"], [7.0, 7.0]),
    )

    def test_are_of_the_exporters_histograms(self) -> None:
        found = Counts.of(self.SUMS)
        assert (found.cold_percent, found.cold_wait_seconds, found.function_seconds) == (25.0, 8.0, 1.5)

    def test_are_those_since_a_replay_began(self) -> None:
        later = [(name, labels, [2 * each for each in numbers]) for name, labels, numbers in self.SUMS]
        assert Counts.of(later).since(Counts.of(self.SUMS)) == Counts.of(self.SUMS)
        assert Counts.of([]).since(Counts.of([])).cold_percent == 0.0


class TestStarts:
    def test_have_the_part_in_which_a_function_becomes_ready(self) -> None:
        assert function_part(2.0, 8.0) == pytest.approx(CONTAINER_PART + 0.25)
        assert function_part(9.0, 8.0) == 1.0
        assert function_part(0.0, 8.0) == FUNCTION_PART

    def test_are_fitted_to_the_waits_that_the_gateway_counted(self) -> None:
        calls = trace(*((second, "look", 3) for second in range(0, 600, 60)), seconds=600)
        sleeps = shop(CallGraph(), look=function())
        sleeps = replace(sleeps, cold_starts=replace(sleeps.cold_starts, function_part=0.5))
        assert cold_wait(calibrated(sleeps, calls, 6.0), calls, (1, 2, 3)) == pytest.approx(6.0, rel=0.05)
