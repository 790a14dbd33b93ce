"""Rules of planned prices: when they may begin and end, and that no two of a SKU overlap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

AHEAD_MAX = timedelta(days=366)
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """A price of a SKU with a beginning and an end; without an end, it stays until it is changed."""

    sku: str
    price_minor: int
    compare_at_price_minor: int | None
    starts_at: datetime
    ends_at: datetime | None


def problem(plan: Plan, now: datetime) -> tuple[Literal["starts_at", "ends_at"], str] | None:
    """The field of a plan whose time is wrong, and the problem; None if there is none."""
    if plan.starts_at <= now:
        return "starts_at", "must be later than now; a price of now needs no plan"
    if plan.starts_at > now + AHEAD_MAX:
        return "starts_at", f"must be within {AHEAD_MAX.days} days"
    if plan.ends_at is not None and plan.ends_at <= plan.starts_at:
        return "ends_at", "must be later than the start"
    return None


def overlapping(plan: Plan, others: Iterable[Plan]) -> Plan | None:
    """Another plan of the SKU that would change its price while this one is valid."""
    return next((each for each in others if each.sku == plan.sku and _overlap(plan, each)), None)


def _overlap(one: Plan, other: Plan) -> bool:
    """Whether two plans overlap; a plan without an end only changes the price once, and is over."""
    return one.starts_at < _end(other) and other.starts_at < _end(one)


def _end(plan: Plan) -> datetime:
    return plan.ends_at if plan.ends_at is not None else plan.starts_at + _MOMENT
