"""What the autoscaler decides in the cases that no reference case reaches, and how it reads its settings."""

import pytest

from ops.scaling.simulator.knative.configuration import PREFIX, Configuration, panic_window_seconds, seconds
from ops.scaling.simulator.knative.decider import Decider
from ops.scaling.simulator.knative.settings import DeciderSettings

RULES = DeciderSettings(target=1.0, capacity=1.0, window_seconds=10, panic_window_seconds=1, burst_capacity=-1.0)


class TestDecider:
    def test_takes_no_pods_away_in_the_window_after_its_own_start(self) -> None:
        decider = Decider(RULES, ready_pods=5, now=0.0)
        desired = [decision.desired_pods for now in (2.0, 10.0, 12.0) if (decision := decider.decide(now, 5))]
        assert desired == [5, 5, 2]

    def test_is_calm_at_its_own_start_with_one_pod(self) -> None:
        assert not Decider(RULES, ready_pods=1).is_panicking

    def test_panics_at_twice_the_load_that_ready_pods_are_for(self) -> None:
        decider = Decider(RULES)
        decider.record(0, 2.0)
        decider.decide(0.5, 1)
        assert decider.is_panicking


class TestConfiguration:
    def test_take_an_annotation_before_the_configuration_before_the_default(self) -> None:
        assert Configuration({}, {}, 8).decider().window_seconds == 60
        assert Configuration({"stable-window": "15s"}, {}, 8).decider().window_seconds == 15
        assert Configuration({"stable-window": "15s"}, {PREFIX + "window": "30s"}, 8).decider().window_seconds == 30

    @pytest.mark.parametrize(
        ("annotated", "concurrency", "target", "capacity"),
        [("4", 8, 4.0, 4.0), ("20", 8, 8.0, 8.0), ("20", 0, 20.0, 20.0), (None, 0, 100.0, 100.0)],
    )
    def test_aim_at_no_more_than_a_container_takes(
        self, annotated: str | None, concurrency: int, target: float, capacity: float
    ) -> None:
        annotations = {PREFIX + "target-utilization-percentage": "100"}
        annotations |= {PREFIX + "target": annotated} if annotated else {}
        rules = Configuration({}, annotations, concurrency).decider()
        assert (rules.target, rules.capacity) == (target, capacity)

    @pytest.mark.parametrize(("percentage", "expected"), [(14, 2), (25, 4), (1, 1), (10, 2)])
    def test_round_the_panic_window_to_whole_seconds(self, percentage: float, expected: int) -> None:
        assert panic_window_seconds(15, percentage) == expected

    @pytest.mark.parametrize(("written", "expected"), [("15s", 15), ("1m30s", 90), ("1h", 3600), ("500ms", 0.5)])
    def test_read_durations_as_go_writes_them(self, written: str, expected: float) -> None:
        assert seconds(written) == expected

    @pytest.mark.parametrize("written", ["", "15", "s", "1x", "1s!"])
    def test_refuse_what_is_no_duration(self, written: str) -> None:
        with pytest.raises(ValueError, match="no duration"):
            seconds(written)

    def test_bound_the_scale_as_annotated(self) -> None:
        annotations = {PREFIX + "min-scale": "1", PREFIX + "max-scale": "6", PREFIX + "window": "30s"}
        config = {"scale-to-zero-grace-period": "6s", "max-scale": "10"}
        scale = Configuration(config, annotations, 8).scale()
        assert (scale.min_pods, scale.max_pods, scale.window_seconds, scale.grace_seconds) == (1, 6, 30, 6)

    @pytest.mark.parametrize(("allowed", "expected"), [("true", 0), ("false", 1)])
    def test_start_with_no_pod_only_where_that_is_allowed(self, allowed: str, expected: int) -> None:
        configuration = Configuration({"allow-zero-initial-scale": allowed}, {PREFIX + "initial-scale": "0"}, 8)
        assert configuration.scale().initial_pods == expected
