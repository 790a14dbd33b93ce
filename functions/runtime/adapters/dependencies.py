"""Provides a function's dependencies: those in the app's config, otherwise the default ones."""

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import flask

from functions.runtime.settings import settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session, sessionmaker

    from functions.runtime.database.read_address import ReadAddress
    from functions.runtime.database.unit_of_work import Clock, UnitOfWork


CONFIG_KEY = "cloudshop"


def dependency(name: str, default: Callable[[], Any]) -> Any:
    """The dependency under `name` in the app's config, else the default."""
    configured = flask.current_app.config.get(CONFIG_KEY, {})
    return configured[name] if name in configured else default()


def open_transaction(sessions: "sessionmaker[Session] | None" = None) -> "AbstractContextManager[UnitOfWork]":
    """Opens the transaction of the current request, in one of these sessions if they are given."""
    # Imported here: an operation without a database starts without SQLAlchemy.
    from functions.runtime.database.unit_of_work import transaction

    return transaction(
        sessions or dependency("sessions", database_sessions),
        dependency("clock", database_clock),
        dependency("trigger_relay", relay_trigger),
    )


def relay_trigger() -> Callable[[], None]:
    """The default trigger of the relay; it and what it needs are loaded at the first call."""
    from functions.runtime.adapters.relay_trigger import trigger_relay

    return trigger_relay


def sweep_trigger() -> Callable[[], None]:
    """The default trigger of the sweep; it and what it needs are loaded at the first call."""
    from functions.runtime.adapters.relay_trigger import trigger_sweep

    return trigger_sweep


def webhooks_trigger() -> Callable[[], None]:
    """The default trigger of send-webhooks; it and what it needs are loaded at the first call."""

    def trigger() -> None:
        from functions.runtime.adapters.relay_trigger import trigger_webhooks

        trigger_webhooks()

    return trigger


def database_sessions() -> "sessionmaker[Session]":
    """The default sessions; SQLAlchemy is loaded at the first call."""
    from functions.runtime.database.connections import sessions

    return sessions()


def read_address() -> "ReadAddress | None":
    """The address for reads that may be a little stale; None if only the database itself is configured."""
    if not settings().database_read_url:
        return None
    from functions.runtime.database import read_address

    return read_address.read_address()


def database_clock() -> "Clock":
    """The default clock of operations with a database."""
    from functions.runtime.database.unit_of_work import database_time

    return database_time


def utc_clock() -> Callable[[], datetime]:
    """The clock of this process, for operations without a database."""
    return functools.partial(datetime.now, UTC)
