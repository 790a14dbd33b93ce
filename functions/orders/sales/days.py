"""Defines ranges of days for sales reports, in the time zone in which the shop's parcels leave."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.shipping import Country, ShippingMethod
from functions.runtime.errors import InvalidRequest
from functions.runtime.http.requests import Request

DAYS_MAX = 31


def _iso_day(value: object) -> object:
    # pydantic takes numbers for seconds since 1970, and times at midnight for days.
    if not isinstance(value, str) or not re.fullmatch(r"2\d{3}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("must be a day from the year 2000 on, such as 2026-11-30")
    return value


Day = Annotated[date, BeforeValidator(_iso_day)]


class DaysWanted(Request):
    """The days from `since` to `until`, both included; at most 31."""

    since: Day
    until: Day


@dataclass(frozen=True, slots=True)
class Days:
    """The days, the times at which they begin and end, and their time zone."""

    since: date
    until: date
    time_zone: str

    @property
    def begin(self) -> datetime:
        return datetime.combine(self.since, time(), ZoneInfo(self.time_zone))

    @property
    def end(self) -> datetime:
        return datetime.combine(self.until + timedelta(days=1), time(), ZoneInfo(self.time_zone))

    def __iter__(self) -> Iterator[date]:
        return (self.since + timedelta(days=number) for number in range((self.until - self.since).days + 1))


def days_of(session: Session, wanted: DaysWanted) -> Days:
    """The days in the shop's time zone; raises InvalidRequest for none, or more than DAYS_MAX."""
    number = (wanted.until - wanted.since).days + 1
    if not 1 <= number <= DAYS_MAX:
        raise InvalidRequest.field("until", f"must be the first day or a later one, for at most {DAYS_MAX} days in all")
    return Days(wanted.since, wanted.until, _time_zone(session))


def _time_zone(session: Session) -> str:
    """The time zone of the first shipping method in the shop's own country; UTC without one."""
    methods = select(ShippingMethod.time_zone).join(Country, Country.zone == ShippingMethod.zone)
    return session.scalar(methods.where(Country.is_home).order_by(ShippingMethod.position).limit(1)) or "UTC"
