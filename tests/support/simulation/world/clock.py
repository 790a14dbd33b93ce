"""A clock that only the simulation moves: the time of day, and the time that waiting takes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import time_machine

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Clock:
    """Reads and moves the database's time; between `installed` and its end, this process has no other.

    The process's time of day may be ahead of the database's, or behind it.
    """

    def __init__(self, start: datetime = START, process_ahead: timedelta = timedelta()) -> None:
        self._start, self._passed, self._process_ahead = start, timedelta(), process_ahead
        self._traveller = time_machine.travel(start + process_ahead, tick=False)
        self._traveller_started: time_machine.Traveller | None = None

    @property
    def now(self) -> datetime:
        return self._start + self._passed

    def advance(self, by: timedelta) -> None:
        self._passed += by
        assert self._traveller_started is not None
        self._traveller_started.move_to(self.now + self._process_ahead)

    @contextmanager
    def elsewhere(self) -> Iterator[None]:
        """Within the block, code of another company runs, whose clocks are right."""
        assert self._traveller_started is not None
        self._traveller_started.move_to(self.now)
        try:
            yield
        finally:
            self._traveller_started.move_to(self.now + self._process_ahead)

    @contextmanager
    def installed(self) -> Iterator[None]:
        self._traveller_started = self._traveller.start()
        try:
            with patch.object(time, "monotonic", self._monotonic), patch.object(time, "sleep", self._sleep):
                yield
        finally:
            self._traveller.stop()

    def _monotonic(self) -> float:
        return self._passed.total_seconds()

    def _sleep(self, seconds: float) -> None:
        self.advance(timedelta(seconds=seconds))
