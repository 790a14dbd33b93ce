"""The connection pool of a function, made on first use or ahead of it."""

import functools
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import Engine, PoolProxiedConnection, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.orm import Session, configure_mappers, sessionmaker

from functions.runtime.errors import ShopError, TooEarly, Unavailable
from functions.runtime.network.tcp import wait_until_reachable
from functions.runtime.settings import settings
from functions.runtime.telemetry.metrics import current_operation, metrics

# Failures that a second try can mend: serialization, deadlock, lock timeout.
_CONTENDED = {"40001", "40P01", "55P03"}

# To be let in, and to connect; requests wait for it.
AHEAD_SECONDS_MAX = 10
_nobody_connects_ahead = threading.Event()
_nobody_connects_ahead.set()


class TimedPool(QueuePool):
    """Tells how long each connection was waited for."""

    def connect(self) -> PoolProxiedConnection:
        started = time.perf_counter()
        try:
            return super().connect()
        finally:
            waited_seconds = time.perf_counter() - started
            metrics().observe("cloudshop_database_wait_seconds", (current_operation(),), waited_seconds)


@functools.cache
def engine(owner: str) -> Engine:
    """The owner's pool, with as many connections as its requests can use at once, so that none ever waits for one."""
    made = create_engine(
        settings().database_url,
        poolclass=TimedPool,
        pool_size=settings().threads * settings().connections_per_request,
        max_overflow=0,
        pool_timeout=2,
        pool_pre_ping=True,
        pool_recycle=300,
        # Nobody has such a column; to look for the type takes a round trip.
        use_native_hstore=False,
        # Prepared statements do not survive PgBouncer's transaction mode with every libpq.
        connect_args={"prepare_threshold": None, "connect_timeout": 5},
    )
    event.listen(made, "do_connect", _connect_once_let_in)
    return made


def _connect_once_let_in(_dialect: Any, _record: Any, _arguments: Any, parameters: Mapping[str, Any]) -> None:
    # libpq would wait for the kernel to try again.
    wait_until_reachable(parameters.get("host", ""), int(parameters.get("port", 5432)))


@functools.cache
def sessions(owner: str = "shop") -> sessionmaker[Session]:
    """What opens sessions. Whoever is called while the caller keeps a connection needs a pool of its own:
    in the local run all functions are one process, and would wait for each other for ever."""
    _nobody_connects_ahead.wait(AHEAD_SECONDS_MAX)
    return sessionmaker(engine(owner), expire_on_commit=False)


def connect_ahead() -> None:
    """Opens the first request's connection, in the background: a pod that has started waits to be found meanwhile.

    The driver's import, the handshake, what SQLAlchemy asks a server that is new to it and what it makes of the models
    took first requests 150 to 330 ms (docs/decisions/0024-cold-starts.md). What fails is for the first request to tell.
    """
    _nobody_connects_ahead.clear()
    threading.Thread(target=_connect_ahead, daemon=True).start()


def _connect_ahead() -> None:
    try:
        with suppress(SQLAlchemyError):
            # The first query would do it.
            configure_mappers()
            engine("shop").connect().close()
    finally:
        _nobody_connects_ahead.set()


def as_shop_error(failure: Exception) -> ShopError | None:
    """What a failure of the database means to the caller; None when it is a defect of ours."""
    if isinstance(failure, PoolExhausted):
        return Unavailable("The shop is busier than its database can serve; try again in a moment.")
    if not isinstance(failure, DBAPIError):
        return None
    sqlstate: Any = getattr(failure.orig, "sqlstate", None)
    if sqlstate in _CONTENDED:
        return TooEarly("Somebody else is changing the same thing right now; try again.")
    if failure.connection_invalidated or isinstance(failure, OperationalError):
        return Unavailable("The database is not answering; try again in a moment.")
    return None
