"""The visitors' benchmark, as far as it needs no cluster: which half it measures, and what both say together."""

from typing import Any

import pytest

from benchmarks.cluster.replay.scaling_table import differing, rows_of
from benchmarks.cluster.visitors import described, missing, result, seconds_until_fewest_sweeps, visits

TRAFFIC = {"visitors": 500, "minutes": 20, "scaling": "kind", "settings": "abc"}


def half(pod_seconds: float, **others: Any) -> dict[str, Any]:
    return {**TRAFFIC, "pod_seconds": pod_seconds, "cold": {"met": 1}, **others}


class TestHalves:
    def test_are_measured_once_with_the_same_traffic_and_settings(self) -> None:
        assert missing({}, {}, TRAFFIC) == ["with", "without"]
        assert missing({}, {"with": half(1)}, TRAFFIC) == ["without"]
        assert missing({}, {"with": half(1), "without": half(1, settings="old")}, TRAFFIC) == ["without"]

    def test_are_measured_again_when_asked_for(self) -> None:
        assert missing({"AGAIN": "1", "HALVES": "with"}, {"with": half(1)}, TRAFFIC) == ["with"]

    def test_are_two(self) -> None:
        with pytest.raises(ValueError, match="no half both; there are with and without"):
            missing({"HALVES": "both"}, {}, TRAFFIC)

    def test_are_of_the_sample_days_busiest_half_hour(self) -> None:
        found = described(visits({}), "kind")
        assert (found["visitors"], found["minutes"], found["start"]) == (500, 30, "20:30")
        assert len(found["settings"]) == 12


class TestTheResult:
    def test_is_what_waking_costs(self) -> None:
        found = result({"with": half(110), "without": half(100)})
        assert (found["more_pod_seconds_percent"], set(found["cold"])) == (10.0, {"with", "without"})

    def test_compares_nothing_but_the_same_traffic(self) -> None:
        assert set(result({"with": half(110), "without": half(100, minutes=30)})) == {"halves"}
        assert set(result({"with": half(110), "without": half(100, scaling="production")})) == {"halves"}
        assert set(result({"with": half(110)})) == {"halves"}


class TestProductionsScaling:
    def test_lets_functions_sleep_as_they_do_there(self) -> None:
        found = differing(rows_of("kind"), rows_of("production"))
        assert found["gateway"] == {"autoscaling.knative.dev/min-scale": "1"}
        assert set(found["place-order"]) == {"autoscaling.knative.dev/scale-to-zero-pod-retention-period"}
        assert "get-product" not in found, "sleeps alike in both"


@pytest.mark.parametrize(
    ("now", "minutes", "expected"), [(0, 20, 0), (599, 20, 0), (601, 20, 299), (9000 + 840, 20, 60), (899, 30, 0)]
)
def test_both_halves_have_as_few_sweeps_as_they_can(now: float, minutes: int, expected: float) -> None:
    assert seconds_until_fewest_sweeps(now, minutes) == expected
