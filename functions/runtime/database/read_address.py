"""Sends reads that may be a little stale to DATABASE_READ_URL, the database's standbys, while those answer and keep up.

Once a second, a process asks the database for its position in the write-ahead log. A standby's data are as old as the
last such position that it has reached. A standby that is unreachable, fails, or is more than STALENESS_MAX_SECONDS
behind is not used for a while; the database itself then does the read.
"""

import functools
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DataError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.orm import Session, sessionmaker

from functions.runtime.telemetry.context import log

STALENESS_MAX_SECONDS = 5.0
WRITTEN_ASKED_SECONDS = 1.0
AWAY_SECONDS = 5.0

Sessions = sessionmaker[Session]
T = TypeVar("T")

# Also what is not written to disk yet: a commit may be acknowledged before.
_WRITTEN = text("SELECT pg_current_wal_insert_lsn()::text")
# Null where nothing is replayed: that is the database itself.
_REPLAYED = text("SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text END")
# The statement took too long, or its caller has left: the database itself would do no better.
_CANCELLED = "57014"


class Lagging(Exception):
    """The standby's data are older than a read may be."""


class ReadAddress:
    """A database and its standby; `clock` is this process's, in seconds."""

    def __init__(self, database: Sessions, standby: Sessions, clock: Callable[[], float] = time.monotonic) -> None:
        self._database, self._standby, self._clock = database, standby, clock
        self._written: deque[tuple[float, int]] = deque(maxlen=int(STALENESS_MAX_SECONDS / WRITTEN_ASKED_SECONDS) + 1)
        self._away_until = 0.0
        event.listen(standby, "after_begin", self._check)

    def read(self, run: Callable[[Sessions], T]) -> T:
        """Runs a read with sessions of the standby, and if that fails, once more with those of the database."""
        if self._clock() >= self._away_until:
            try:
                return run(self._standby)
            except (DBAPIError, PoolExhausted, Lagging) as failure:
                if not _is_of_standby(failure):
                    raise
                self._away_until = self._clock() + AWAY_SECONDS
                log("the read address is not used for a while", level="warning", cause=type(failure).__name__)
        return run(self._database)

    def _check(self, _session: Session, _transaction: Any, connection: Connection) -> None:
        self._ask_written()
        replayed = connection.execute(_REPLAYED).scalar_one()
        oldest = self._clock() - STALENESS_MAX_SECONDS
        if replayed is not None and not any(
            at >= oldest and written <= _place(replayed) for at, written in tuple(self._written)
        ):
            raise Lagging

    def _ask_written(self) -> None:
        now = self._clock()
        if self._written and now - self._written[-1][0] < WRITTEN_ASKED_SECONDS:
            return
        # A database that is away says nothing new, and a standby may be read until it is too old.
        with suppress(SQLAlchemyError), self._database() as session:
            self._written.append((now, _place(session.execute(_WRITTEN).scalar_one())))


def _place(lsn: str) -> int:
    """The position in the write-ahead log as a number; its text has two halves."""
    high, _, low = lsn.partition("/")
    return int(high, 16) << 32 | int(low, 16)


def _is_of_standby(failure: Exception) -> bool:
    return not isinstance(failure, DataError) and getattr(getattr(failure, "orig", None), "sqlstate", "") != _CANCELLED


@functools.cache
def read_address() -> ReadAddress:
    """The read address from this process's settings."""
    from functions.runtime.database.connections import read_engine, sessions

    return ReadAddress(sessions(), sessionmaker(read_engine(), expire_on_commit=False))
