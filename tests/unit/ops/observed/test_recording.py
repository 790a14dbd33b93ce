"""A recording is what the counters say: no call is lost, none is counted twice, and nothing personal is in it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.errors import CommandError
from ops.scaling.observed.durations import seconds_since
from ops.scaling.observed.metrics import NEEDED, Observed
from ops.scaling.observed.prometheus import POINTS_MAX, parts
from ops.scaling.observed.recording import recorded
from ops.scaling.observed.scraping import Watched
from ops.scaling.observed.series import growth, increases, integral

CONSUMERS = {"shop.order.placed.v1": ("reserve-stock",), "shop.stock.reserved.v1": ("authorize-payment",)}


def observed(seconds: int = 60, **series: Any) -> Observed:
    named = {name: series.get(name, {}) for name in NEEDED}
    return Observed(0.0, float(seconds), 15, named)


class TestACounter:
    def test_grows_by_what_lies_between_two_samples(self) -> None:
        assert list(increases([(0, 3), (15, 3), (30, 5)], 0, 15)) == [(15, 30, 2)]

    def test_that_appears_later_grew_from_zero(self) -> None:
        assert growth([(30, 4.0), (45, 6.0)], 0, 15) == 6

    def test_that_was_there_before_did_not(self) -> None:
        assert growth([(0, 4.0), (15, 6.0)], 0, 15) == 2

    def test_that_falls_began_anew(self) -> None:
        assert growth([(0, 100.0), (15, 3.0), (30, 5.0)], 0, 15) == 5


def test_a_gauge_counts_for_as_long_as_it_held() -> None:
    assert integral([(0, 2.0), (15, 0.0), (30, 1.0)], 40) == 2 * 15 + 1 * 10


@given(st.integers(0, 10**6), st.integers(1, 60), st.integers(1, 10**5))
def test_parts_of_a_range_have_every_point_once_and_are_bounded(start: int, step: int, length: int) -> None:
    points = [
        point for first, last in parts(start, start + length, step) for point in range(int(first), int(last) + 1, step)
    ]
    assert points == list(range(start, start + length + 1, step))
    assert all((last - first) / step < POINTS_MAX for first, last in parts(start, start + length, step))


class TestARecording:
    def test_has_every_call_in_the_interval_in_which_it_was_counted(self) -> None:
        series = {("look",): [(0, 5), (15, 5), (30, 8), (45, 8), (60, 9)]}
        trace = recorded(observed(cloudshop_gateway_upstream_first_byte_seconds_count=series), "a test", CONSUMERS)
        assert [(each.second, each.calls) for each in trace.arrivals] == [(17, 1), (22, 1), (27, 1), (52, 1)]

    @given(st.lists(st.integers(0, 40), min_size=5, max_size=5))
    def test_loses_no_call_and_adds_none(self, amounts: list[int]) -> None:
        values = [sum(amounts[:number]) for number in range(5)]
        series = {("look",): [(15 * number, float(value)) for number, value in enumerate(values)]}
        trace = recorded(observed(cloudshop_gateway_upstream_first_byte_seconds_count=series), "a test", CONSUMERS)
        assert trace.calls() == values[-1]

    def test_knows_first_pages_and_steps_by_what_came_before(self) -> None:
        trace = recorded(
            observed(
                cloudshop_gateway_upstream_first_byte_seconds_count={("look",): [(0, 0), (15, 3)]},
                cloudshop_gateway_steps_total={
                    ("none", "look"): [(0, 0), (15, 2)],
                    ("look", "look"): [(0, 0), (15, 1)],
                    ("look", "buy"): [(0, 4), (15, 4)],
                },
            ),
            "a test",
            CONSUMERS,
        )
        assert sum(each.first_pages for each in trace.arrivals) == 2
        assert trace.next_steps == {"look": {"look": 1}}

    def test_has_service_times_as_they_were_counted(self) -> None:
        buckets = {("look", "0.01"): [(0, 0), (15, 3)], ("look", "0.1"): [(0, 0), (15, 4)], ("look", "+Inf"): [(15, 4)]}
        counts = {("look",): [(0, 0), (15, 4)]}
        found = recorded(
            observed(cloudshop_operation_seconds_bucket=buckets, cloudshop_operation_seconds_count=counts),
            "",
            CONSUMERS,
        )
        assert found.behaviours["look"].service.bounds == (0.01, 0.1, 60.0)
        assert found.behaviours["look"].service.counts == (3, 1, 0)

    def test_finds_how_many_calls_announced_an_event_by_its_consumer(self) -> None:
        counts = {("reserve-stock",): [(0, 0), (15, 20)], ("authorize-payment",): [(0, 0), (15, 15)]}
        found = recorded(observed(cloudshop_operation_seconds_count=counts), "", CONSUMERS).behaviours
        assert found["reserve-stock"].events["shop.stock.reserved.v1"] == 0.75
        # It was not handled, so that nothing is known of it.
        assert found["reserve-stock"].events["shop.stock.rejected.v1"] == 0.02

    def test_takes_for_the_gateways_own_time_what_requests_took_longer_than_functions(self) -> None:
        found = recorded(
            observed(
                cloudshop_gateway_request_seconds_count={(): [(0, 0), (15, 10)]},
                cloudshop_gateway_request_seconds_sum={(): [(0, 0), (15, 0.5)]},
                cloudshop_gateway_upstream_first_byte_seconds_count={("look",): [(0, 0), (15, 10)]},
                cloudshop_gateway_upstream_first_byte_seconds_sum={(): [(0, 0), (15, 0.4)]},
            ),
            "",
            CONSUMERS,
        )
        assert found.behaviours["gateway"].service.mean() == pytest.approx(0.01)


def test_a_local_run_is_asked_like_prometheus() -> None:
    text = '# TYPE seen counter\nseen_total{{operation="look",status="{}xx"}} {}\n'
    scrapes = [(float(at), text.format(2, at) + text.format(4, 1)[text.index("\n") + 1 :]) for at in range(3)]
    watched = Watched(scrapes, {"seen_total"})
    assert watched.over_time("seen_total", ("operation",), 0, 1) == {("look",): [(0.0, 1.0), (1.0, 2.0)]}


@pytest.mark.parametrize(("written", "seconds"), [("90s", 90), ("10m", 600), ("24h", 86400), ("7d", 604800)])
def test_a_duration_is_read(written: str, seconds: int) -> None:
    assert seconds_since(written) == seconds


def test_what_is_no_duration_is_refused() -> None:
    with pytest.raises(CommandError, match="SINCE=yesterday is not a duration"):
        seconds_since("yesterday")
