"""Calls that are certain to overlap: all have begun before any of them gets past a row that is locked meanwhile."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import Engine, Select, text
from sqlalchemy.orm import Session

WAIT_SECONDS = 20
_WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


def at_once(engine: Engine, locked: Select[Any], *calls: Callable[[], Any]) -> list[Any]:
    """The answers of calls that all have to wait for the rows of `locked`."""
    with ThreadPoolExecutor(len(calls)) as pool, Session(engine) as holder:
        assert holder.scalars(locked.with_for_update()).all(), "there is nothing to wait for"
        answers = [pool.submit(call) for call in calls]
        try:
            until_waiting(engine, len(calls))
        finally:
            holder.rollback()
        return [answer.result(WAIT_SECONDS) for answer in answers]


def until_waiting(engine: Engine, count: int) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        with engine.connect() as connection:
            if connection.scalar(_WAITING) == count:
                return
        time.sleep(0.02)
    raise AssertionError(f"{count} transactions were expected to wait for a lock")
