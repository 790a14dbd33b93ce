"""Parses cron schedules: the five fields of crontab(5), in UTC, without names."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from local.errors import InvalidManifest

_FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 6))
# Four years and a day, which include a 29th of February.
_LOOK_AHEAD = timedelta(days=1462)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The values that each field allows."""

    allowed: tuple[frozenset[int], ...]
    # As in crontab(5): if both days are restricted, either one matches.
    is_either_day: bool

    @classmethod
    def parse(cls, text: str) -> "Schedule":
        fields = text.split()
        if len(fields) != len(_FIELDS):
            raise InvalidManifest(f"{text!r} has {len(fields)} fields, not five")
        allowed = tuple(_values(text, *field) for text, field in zip(fields, _FIELDS, strict=True))
        return cls(allowed, not fields[2].startswith("*") and not fields[4].startswith("*"))

    def next_after(self, moment: datetime) -> datetime:
        """The first due minute after the moment; raises InvalidManifest if there is none, as for 30 February."""
        due = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
        last = due + _LOOK_AHEAD
        while due < last:
            if not self._is_day(due):
                due = due.replace(hour=0, minute=0) + timedelta(days=1)
            elif due.hour not in self.allowed[1]:
                due = due.replace(minute=0) + timedelta(hours=1)
            elif due.minute not in self.allowed[0]:
                due += timedelta(minutes=1)
            else:
                return due
        raise InvalidManifest("the schedule is never due")

    def _is_day(self, due: datetime) -> bool:
        # Python's weeks begin on Monday, cron's on Sunday.
        is_day, is_weekday = due.day in self.allowed[2], due.isoweekday() % 7 in self.allowed[4]
        matches = is_day or is_weekday if self.is_either_day else is_day and is_weekday
        return matches and due.month in self.allowed[3]


def _values(text: str, name: str, least: int, most: int) -> frozenset[int]:
    values: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        try:
            low = least if first == "*" else int(first)
            high = most if first == "*" or (step and not last) else int(last or first)
            values.update(range(low, high + 1, int(step or 1)))
        except ValueError:
            raise InvalidManifest(f"{name}: {text!r} cannot be parsed") from None
    if not values or min(values) < least or max(values) > most:
        raise InvalidManifest(f"{name}: {text!r} is not within {least} to {most}")
    return frozenset(values)
