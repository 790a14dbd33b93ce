"""Makes calls that certainly overlap: each waits for a lock before the next begins, and then all continue."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from sqlalchemy import Engine, Select, text
from sqlalchemy.orm import Session

WAIT_SECONDS = 60
_BLOCKED = text("""
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0
""")

Lock = Callable[[Session], Any]


def rows(locked: Select[Any]) -> Lock:
    """Locks these rows, of which there is at least one."""

    def lock(holder: Session) -> None:
        assert holder.scalars(locked.with_for_update()).all(), "there is nothing to wait for"

    return lock


def at_once(engine: Engine, lock: Select[Any] | Lock, *calls: Callable[[], Any]) -> list[Any]:
    """The answers of calls that all have to wait for the lock, each in its own connection, and get it in this order."""
    take = rows(lock) if isinstance(lock, Select) else lock
    with ThreadPoolExecutor(len(calls)) as pool, Session(engine) as holder:
        holder.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        take(holder)
        answers: list[Future[Any]] = []
        try:
            for number, call in enumerate(calls, start=1):
                answers.append(pool.submit(call))
                until_blocked(engine, number, answers)
        finally:
            holder.rollback()
        return [answer.result(WAIT_SECONDS) for answer in answers]


def until_blocked(engine: Engine, count: int, calls: Sequence[Future[Any]] = ()) -> None:
    """Returns once so many transactions are blocked by others; fails if one of the calls ends meanwhile."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        with engine.connect() as connection:
            if connection.scalar(_BLOCKED) == count:
                return
        assert not any(call.done() for call in calls), "a call did not wait for the lock"
        time.sleep(0.02)
    raise AssertionError(f"{count} transactions were expected to wait for a lock")
