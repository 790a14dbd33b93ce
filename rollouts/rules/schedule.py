"""Parses the `schedules` of scaling.yaml, which give functions more pods at times that are known in advance.

    2026-12-01 10:50-12:00 list-products 3, get-product 2
    mon-fri 17:30-22:00 list-products 1
    daily 08:00-24:00 gateway 1

Times are UTC. While a line applies, each function that it names has at least this number of pods."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 24 * 60
LINE = re.compile(r"(\S+) (\d\d):(\d\d)-(\d\d):(\d\d) ([a-z0-9-]+ \d+(?:, *[a-z0-9-]+ \d+)*)")
PODS_MAX = 20
FORM = "write a day, a time and functions, such as mon-fri 17:30-22:00 list-products 2, get-product 1"


@dataclass(frozen=True, slots=True)
class Schedule:
    """On `days` (a weekday's numbers from Monday's 0, or one date), from minute `start` to before minute `end`."""

    days: frozenset[int] | date
    start: int
    end: int
    pods: tuple[tuple[str, int], ...]

    def holds(self, now: datetime) -> bool:
        """`now` is in UTC."""
        is_day = now.date() == self.days if isinstance(self.days, date) else now.weekday() in self.days
        return is_day and self.start <= now.hour * 60 + now.minute < self.end


def read(text: str) -> tuple[list[Schedule], list[str]]:
    """The schedules of valid lines, and the problems of invalid ones; empty lines and comments after # are ignored."""
    found: list[Schedule] = []
    problems: list[str] = []
    for line in filter(None, (each.partition("#")[0].strip() for each in text.splitlines())):
        try:
            found.append(_parsed(line))
        except ValueError as wrong:
            problems.append(f"`{line}`: {wrong}")
    return found, problems


def fewest_pods(schedules: Iterable[Schedule], now: datetime) -> dict[str, int]:
    """The minimum of pods of each function with an active schedule; if several apply, the highest number counts."""
    found: dict[str, int] = {}
    for name, pods in (pair for each in schedules if each.holds(now) for pair in each.pods):
        found[name] = max(found.get(name, 0), pods)
    return found


def _parsed(line: str) -> Schedule:
    match = LINE.fullmatch(line)
    if match is None:
        raise ValueError(FORM)
    start, end = _minute(match[2], match[3]), _minute(match[4], match[5])
    if start >= end:
        raise ValueError("ends before it starts; a night is two lines, until 24:00 and from 00:00")
    pods = [(name, int(number)) for name, _, number in (each.strip().partition(" ") for each in match[6].split(","))]
    if not all(1 <= number <= PODS_MAX for _, number in pods):
        raise ValueError(f"a function has 1 to {PODS_MAX} pods")
    return Schedule(_days(match[1]), start, end, tuple(pods))


def _minute(hour: str, minute: str) -> int:
    number = int(hour) * 60 + int(minute)
    if int(minute) > 59 or number > DAY_MINUTES:
        raise ValueError(f"there is no time {hour}:{minute}")
    return number


def _days(written: str) -> frozenset[int] | date:
    first, _, last = written.partition("-")
    if written == "daily":
        return frozenset(range(7))
    if first in WEEKDAYS and (last or first) in WEEKDAYS:
        begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        return frozenset((begin + each) % 7 for each in range((end - begin) % 7 + 1))
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"{written} is no day; write daily, mon, mon-fri or 2026-12-01") from None
