"""Where a function gets its parts: the real ones by default, others where the app's config names them."""

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import flask

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from functions.runtime.database.unit_of_work import UnitOfWork


CONFIG_KEY = "cloudshop"


def part(name: str, default: Callable[[], Any]) -> Any:
    """The part that the serving app was given under `name`, else the real one."""
    given = flask.current_app.config.get(CONFIG_KEY, {})
    return given[name] if name in given else default()


def open_transaction() -> "AbstractContextManager[UnitOfWork]":
    """The transaction of the request being served."""
    # Imported here: an operation without a database starts without SQLAlchemy.
    from functions.runtime.adapters.relay_trigger import trigger_relay
    from functions.runtime.database.unit_of_work import transaction

    return transaction(
        part("sessions", _sessions), part("clock", utc_clock), part("trigger_relay", lambda: trigger_relay)
    )


def _sessions() -> "Callable[[], Session]":
    from functions.runtime.database.connections import sessions

    return sessions()


def utc_clock() -> Callable[[], datetime]:
    """Tells the time; also for operations without a transaction, as `clock`."""
    return functools.partial(datetime.now, UTC)
