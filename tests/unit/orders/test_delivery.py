from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from functions.orders.delivery.rules import Parcel, Rate, arrival, free_from_minor, price_minor

LIGHT = [Rate(0, 0, 4_90), Rate(50_00, 0, 0)]
RATES = [*LIGHT, Rate(0, 10_000, 19_90), Rate(100_00, 10_000, 9_90)]
NOON = time(12)
PARIS = ZoneInfo("Europe/Paris")
# Hypothesis takes its bounds without a time zone.
LATEST = datetime.fromisoformat("3000-01-01")


class TestPrice:
    @pytest.mark.parametrize(
        ("subtotal_minor", "grams", "price"),
        [
            (0, 0, 4_90),
            (49_99, 9_999, 4_90),
            (50_00, 9_999, 0),
            (50_00, 10_000, 19_90),
            (99_99, 50_000, 19_90),
            (100_00, 10_000, 9_90),
        ],
    )
    def test_is_that_of_the_weight_and_then_of_the_value(self, subtotal_minor: int, grams: int, price: int) -> None:
        assert price_minor(RATES, Parcel(subtotal_minor, grams)) == price

    def test_is_none_where_no_rate_is_reached(self) -> None:
        assert price_minor([Rate(20_00, 0, 4_90)], Parcel(19_99, 0)) is None

    @given(some.permutations(RATES), some.integers(0, 10**6), some.integers(0, 10**6))
    def test_does_not_depend_on_the_order_of_the_rates(self, rates: list[Rate], subtotal: int, grams: int) -> None:
        assert price_minor(rates, Parcel(subtotal, grams)) == price_minor(RATES, Parcel(subtotal, grams))

    def test_is_free_from_the_lowest_value_at_which_a_light_parcel_costs_nothing(self) -> None:
        assert free_from_minor([*RATES, Rate(80_00, 0, 0)]) == 50_00
        assert free_from_minor([Rate(0, 0, 4_90), Rate(0, 10_000, 0)]) is None


class TestArrival:
    @pytest.mark.parametrize(
        ("ordered", "working_days", "arrives"),
        [
            # Monday, 23 November 2026.
            ("2026-11-23T11:59", 1, "2026-11-24"),
            ("2026-11-23T12:00", 1, "2026-11-25"),
            ("2026-11-23T11:59", 0, "2026-11-23"),
            # Friday, before and after the cut-off, and the weekend.
            ("2026-11-27T11:00", 1, "2026-11-30"),
            ("2026-11-27T13:00", 1, "2026-12-01"),
            ("2026-11-28T09:00", 1, "2026-12-01"),
            ("2026-11-29T09:00", 5, "2026-12-07"),
        ],
    )
    def test_is_so_many_working_days_after_the_parcel_is_handed_over(
        self, ordered: str, working_days: int, arrives: str
    ) -> None:
        ordered_at = datetime.fromisoformat(ordered).replace(tzinfo=PARIS)
        assert arrival(ordered_at, NOON, working_days) == date.fromisoformat(arrives)

    @given(some.datetimes(max_value=LATEST, timezones=some.just(PARIS)), some.integers(0, 20))
    def test_is_on_a_working_day_and_never_before_the_order(self, ordered_at: datetime, days: int) -> None:
        arrives = arrival(ordered_at, NOON, days)
        assert arrives.weekday() < 5
        assert ordered_at.date() <= arrives < ordered_at.date() + timedelta(days=2 * days + 4)
