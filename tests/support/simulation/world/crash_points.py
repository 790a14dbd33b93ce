"""Crash points: the moments at which a process may be killed, found by running the shop.

Every commit and every call to another process is one, before and after. Nothing lists them: an operation has those
that it reaches.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import event
from sqlalchemy.orm import Session, sessionmaker

When = Literal["before", "after"]


@dataclass(frozen=True, order=True, slots=True)
class CrashPoint:
    """A moment in a call of `operation`, such as `before` its `commit 1`."""

    operation: str
    act: str
    when: When

    def __str__(self) -> str:
        return f"{self.operation}, {self.when} {self.act}"


class Killed(BaseException):
    """The process was killed; no code of the shop catches this exception."""


@dataclass
class CrashPoints:
    """Knows which operation runs, and asks `is_fatal` at each of its crash points."""

    is_fatal: Callable[[CrashPoint], bool] = lambda _: False
    reached: list[CrashPoint] = field(default_factory=list)
    _acts: list[tuple[str, Counter[str]]] = field(default_factory=list)

    @contextmanager
    def in_call_of(self, operation: str) -> Iterator[None]:
        """What is reached within the block belongs to a process of this operation."""
        self._acts.append((operation, Counter()))
        try:
            yield
        finally:
            self._acts.pop()

    @contextmanager
    def around(self, act: str) -> Iterator[None]:
        """An act of the running operation, such as a call to another process."""
        self._begin(act)
        yield
        self._end(act)

    def watch(self, sessions: sessionmaker[Session] | type[Session]) -> None:
        """Makes every commit of these sessions a crash point."""
        event.listen(sessions, "before_commit", lambda session: self._commit(session, self._begin))
        event.listen(sessions, "after_commit", lambda session: self._commit(session, self._end))

    def _commit(self, session: Session, reach: Callable[[str], None]) -> None:
        # The end of a savepoint is no commit.
        if self._acts and not session.in_nested_transaction():
            reach("commit")

    def _begin(self, act: str) -> None:
        self._acts[-1][1][act] += 1
        self._reach(act, "before")

    def _end(self, act: str) -> None:
        self._reach(act, "after")

    def _reach(self, act: str, when: When) -> None:
        operation, acts = self._acts[-1]
        point = CrashPoint(operation, f"{act} {acts[act]}", when)
        self.reached.append(point)
        if self.is_fatal(point):
            raise Killed(str(point))
