"""Checks the invariants of stock and money, and overdue payments: recent changes at each reading, and all rows at
night.

A violation is checked again at each reading until it is gone. All rows are checked when the exporter starts, and in the
first hours of each day (UTC); since that reads whole tables, it runs on a standby if there is one.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg

from observability.exporter.collector import Sample
from observability.exporter.sources.changes import changed_keys
from observability.exporter.sources.database import opened, standby_first
from observability.exporter.sources.overdue import OVERDUE, REFUNDS_OVERDUE
from observability.exporter.sources.rules import INVARIANTS, Rule

# Larger numbers of violations are reported as this one.
VIOLATIONS_MAX = 1000
# A row may become visible this long after the time that it carries.
COMMIT_MAX = timedelta(minutes=2)
# Overlaps the full check at the start.
FIRST_PERIOD = timedelta(minutes=10)
NIGHT_HOUR = 2
PATIENT = "-c statement_timeout=30min -c transaction_timeout=60min"

RULES = {
    **{("cloudshop_invariant_violations", name): rule for name, rule in INVARIANTS.items()},
    **{("cloudshop_payments_overdue", step): rule for step, rule in OVERDUE.items()},
}
Key = tuple[str, str]
Violations = Mapping[str, bool]


def _now() -> datetime:
    return datetime.now(UTC)


class Invariants:
    """Reads recent changes at `url`, and all rows at a standby if there is one among its `servers`."""

    def __init__(self, url: str, servers: str = "", now: Callable[[], datetime] = _now) -> None:
        self._url, self._servers, self._now = url, servers, now
        self._known: defaultdict[Key, set[str]] = defaultdict(set)
        self._lock = threading.Lock()
        self._since: datetime | None = None
        self._night: date | None = None

    def read(self) -> list[Sample]:
        """The samples after a check of what changed since the last one, and of the violations known before."""
        with opened(self._url) as connection:
            began = _database_time(connection)
            changed = changed_keys(connection, (self._since or began - FIRST_PERIOD) - COMMIT_MAX)
            samples = [self._check(connection, key, rule, changed[rule.of]) for key, rule in RULES.items()]
            (refunds,) = connection.execute(REFUNDS_OVERDUE).fetchone() or (0,)
        self._since = began
        return [*samples, Sample("cloudshop_payments_overdue", ("refund",), refunds)]

    def read_whole(self) -> list[Sample]:
        """Checks all rows if it is time to, and leaves the violations to the next `read`; returns no samples."""
        if (night := (self._now() - timedelta(hours=NIGHT_HOUR)).date()) == self._night:
            return []
        with opened(standby_first(self._url, self._servers), PATIENT) as connection:
            for key, rule in RULES.items():
                found = _violations(connection.execute(f"{rule.whole()} LIMIT {VIOLATIONS_MAX}"))
                with self._lock:
                    self._known[key] |= found.keys()
        self._night = night
        return []

    def _check(self, connection: psycopg.Connection[Any], key: Key, rule: Rule, changed: set[str]) -> Sample:
        with self._lock:
            known = set(self._known[key])
        query = f"{rule.query} LIMIT {VIOLATIONS_MAX}"
        found = _violations(connection.execute(query, {"keys": [*changed | known], "known": [*known]}))
        with self._lock:
            self._known[key] -= known - found.keys()
            self._known[key] |= found.keys()
        return Sample(key[0], (key[1],), float(sum(found.values())))


def _database_time(connection: psycopg.Connection[Any]) -> datetime:
    ((now,),) = connection.execute("SELECT now()").fetchall()
    assert isinstance(now, datetime)
    return now


def _violations(rows: Iterable[tuple[Any, ...]]) -> Violations:
    """The violations by key, with whether each counts already or still has time."""
    return {str(key): all(late) for key, *late in rows}
