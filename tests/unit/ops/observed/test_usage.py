"""What functions used: pods over time, and of them what passed while nothing was called."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ops.scaling.observed.cost import lines
from ops.scaling.observed.series import Series
from ops.scaling.observed.usage import median, usage
from ops.scaling.simulator.preview import forecast_error
from ops.scaling.simulator.preview.assumptions import Prices
from ops.scaling.simulator.preview.comparing import differences
from ops.scaling.simulator.shop.pod_size import PodSize

PODS: Series = {("look",): [(0.0, 0.0), (15.0, 1.0), (30.0, 2.0), (45.0, 1.0)]}
CALLS: Series = {("look",): [(0.0, 5.0), (15.0, 7.0), (30.0, 7.0), (45.0, 10.0)]}


class Source:
    """Answers a query that has this text in it."""

    step_seconds = 15

    def __init__(self, answers: Mapping[str, Series]) -> None:
        self._answers = answers

    def over_time(self, query: str, labels: tuple[str, ...], start: float, end: float) -> Series:
        return next((found for name, found in self._answers.items() if name in query), {})


SOURCE = Source({"pods_count": PODS, "operation_seconds_count": CALLS, "cold_start_seconds_count": {}})


class TestUsage:
    def test_is_pods_for_as_long_as_they_stood(self) -> None:
        assert usage(SOURCE, 0.0, 60.0).functions["look"].pod_seconds == 15 * (0 + 1 + 2 + 1)

    def test_is_idle_where_an_interval_counted_no_call(self) -> None:
        found = usage(SOURCE, 0.0, 60.0).functions["look"]
        assert (found.calls, found.idle_seconds) == (5, 30)


class TestTheMedian:
    def test_lies_within_its_bucket(self) -> None:
        assert median({1.0: 10.0, 2.0: 30.0, float("inf"): 40.0}) == pytest.approx(1.5)

    def test_above_all_bounds_is_the_last(self) -> None:
        assert median({1.0: 1.0, float("inf"): 40.0}) == 1.0

    def test_of_nothing_is_zero(self) -> None:
        assert median({}) == 0.0


def test_costs_of_operations_add_up_to_all() -> None:
    prices = Prices("EUR", core_hour=3600.0, gibibyte_hour=0.0)
    first, row, total = lines(usage(SOURCE, 0.0, 60.0), PodSize(cores=1.0, gibibytes=0.0), prices)
    assert first.startswith("operation")
    assert row.split()[:6] == ["look", "60", "50%", "5", "0", "60.00000"]
    assert total == "all: 60 pod-seconds, EUR 60.00000; of it idle: EUR 30.00000"


class TestAForecastsError:
    def test_is_the_part_by_which_it_was_off(self) -> None:
        assert forecast_error.of({"pod_seconds": 100.0, "orders": 0.0}, {"pod_seconds": 92.0, "orders": 3.0}) == {
            "pod_seconds": 0.08
        }

    def test_is_read_as_it_was_written_and_holds_for_what_is_made_of_pods(self, tmp_path: Path) -> None:
        (tmp_path / forecast_error.PATH).parent.mkdir(parents=True)
        forecast_error.write({"pod_seconds": 0.08}, tmp_path)
        assert forecast_error.read(tmp_path)["cost_per_day"] == 0.08

    def test_is_none_before_the_first_report(self, tmp_path: Path) -> None:
        assert forecast_error.read(tmp_path) == {}

    def test_widens_the_next_margin(self) -> None:
        base, head = [{"pod_seconds": 100.0}] * 3, [{"pod_seconds": 150.0}] * 3
        assert differences(base, head)["pod_seconds"].margin == 0
        assert differences(base, head, {"pod_seconds": 0.08})["pod_seconds"].margin == pytest.approx(4.0)
