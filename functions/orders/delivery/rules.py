"""Rules of delivery: the price of a method, and the arrival of a parcel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Rate:
    """The price of a method for orders of at least this value, in parcels of at least this weight."""

    subtotal_from_minor: int
    grams_from: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery: the order's value at the merchant's prices, and the weight of the goods that need a parcel."""

    subtotal_minor: int
    grams: int


def price_minor(rates: Iterable[Rate], parcel: Parcel) -> int | None:
    """The price of the heaviest class that the parcel reaches, at the highest value of it; None if it reaches none."""
    reached = [
        rate for rate in rates if rate.grams_from <= parcel.grams and rate.subtotal_from_minor <= parcel.subtotal_minor
    ]
    best = max(reached, key=lambda rate: (rate.grams_from, rate.subtotal_from_minor), default=None)
    return best.price_minor if best is not None else None


def free_from_minor(rates: Iterable[Rate]) -> int | None:
    """The order value from which a light parcel is free; None if it never is."""
    free = [rate.subtotal_from_minor for rate in rates if rate.grams_from == 0 and rate.price_minor == 0]
    return min(free, default=None)


def arrival(ordered_at: datetime, cut_off: time, working_days: int) -> date:
    """The day on which a parcel arrives if it is handed over on the first working day whose cut-off the order meets.

    `ordered_at` is in the warehouse's time zone. Saturdays and Sundays are not working days, but public holidays are.
    """
    day = ordered_at.date()
    if ordered_at.time() >= cut_off or day.weekday() >= _SATURDAY:
        day = _next_working_day(day)
    for _ in range(working_days):
        day = _next_working_day(day)
    return day


def _next_working_day(day: date) -> date:
    day += timedelta(days=1)
    return day if day.weekday() < _SATURDAY else _next_working_day(day)
