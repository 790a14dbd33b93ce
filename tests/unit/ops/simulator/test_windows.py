"""What the autoscaler remembers: the average of the last seconds, and the highest of its last decisions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.scaling.simulator.knative.average_window import AverageWindow
from ops.scaling.simulator.knative.peak_window import PeakWindow

LOADS = st.lists(st.floats(0, 1000), min_size=1, max_size=60)


def filled(seconds: int, *loads: float) -> AverageWindow:
    window = AverageWindow(seconds)
    for second, load in enumerate(loads):
        window.record(second, load)
    return window


class TestAverageWindow:
    @given(seconds=st.integers(1, 20), loads=LOADS)
    def test_is_the_mean_of_the_last_seconds(self, seconds: int, loads: list[float]) -> None:
        last = loads[-seconds:]
        assert filled(seconds, *loads).average(len(loads) - 1) == pytest.approx(sum(last) / len(last), abs=2e-6)

    @given(seconds=st.integers(2, 20), loads=LOADS, silent=st.integers(1, 30))
    def test_leaves_out_the_seconds_after_the_last_record(self, seconds: int, loads: list[float], silent: int) -> None:
        oldest = len(loads) + silent - seconds
        left = loads[max(0, oldest) :]
        expected = sum(left) / len(left) if left else 0
        assert filled(seconds, *loads).average(len(loads) - 1 + silent) == pytest.approx(expected, abs=2e-6)

    def test_counts_a_second_without_a_record_between_two_as_zero(self) -> None:
        window = filled(10, 4.0)
        window.record(3, 4.0)
        assert window.average(3) == 2.0

    def test_adds_up_what_is_recorded_in_one_second(self) -> None:
        window = filled(10, 1.0)
        window.record(0, 2.0)
        assert window.average(0) == 3.0

    def test_starts_anew_after_a_window_of_silence(self) -> None:
        window = filled(5, 100.0)
        window.record(5, 1.0)
        assert window.average(5) == 1.0

    def test_rounds_halves_up_at_six_decimals(self) -> None:
        assert filled(2, 0.000001, 0.0).average(1) == 0.000001

    def test_is_empty_only_after_more_than_a_window(self) -> None:
        window = filled(5, 1.0)
        assert (window.is_empty(5), window.is_empty(6)) == (False, True)


class TestPeakWindow:
    @given(
        buckets=st.integers(1, 10),
        values=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 50)), min_size=1, max_size=40),
    )
    def test_is_the_highest_of_the_last_buckets(self, buckets: int, values: list[tuple[int, int]]) -> None:
        window, now, seen = PeakWindow(buckets * 2, 2), 0, []
        for pause, value in values:
            now += pause
            seen.append((now // 2, value))
            assert window.record(now, value) == max(each for bucket, each in seen if now // 2 - bucket < buckets)
