"""Creates a function's connection pools."""

import functools
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, PoolProxiedConnection, QueuePool, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, configure_mappers, sessionmaker

from functions.runtime.database.leases import trust_used_connections
from functions.runtime.network.tcp import wait_until_reachable
from functions.runtime.settings import settings
from functions.runtime.telemetry.metrics import current_operation, metrics

if TYPE_CHECKING:
    from functions.runtime.database.bounded_connection import BoundedConnection

CONNECT_SECONDS, READ_CONNECT_SECONDS = 5, 2
# The kernel notices a lost peer between statements; while one runs, BoundedConnection does.
_TCP = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 6000}
# The limit for requests that wait for the first connection.
FIRST_CONNECTION_SECONDS_MAX = 10
_no_connection_pending = threading.Event()
_no_connection_pending.set()


class TimedPool(QueuePool):
    """Measures the time that requests wait for a connection."""

    def connect(self) -> PoolProxiedConnection:
        started = time.perf_counter()
        try:
            return super().connect()
        finally:
            waited_seconds = time.perf_counter() - started
            metrics().observe("cloudshop_database_wait_seconds", (current_operation(),), waited_seconds)


@functools.cache
def engine(owner: str) -> Engine:
    """The owner's pool, with a connection for each concurrent request, so that requests never wait for one."""
    created = _pool(settings().database_url, CONNECT_SECONDS)
    event.listen(created, "do_connect", _connect)
    return created


@functools.cache
def read_engine() -> Engine:
    """The pool of DATABASE_READ_URL, which gives up sooner, since the database itself can do the same reads."""
    created = _pool(settings().database_read_url, READ_CONNECT_SECONDS)
    event.listen(created, "do_connect", _open)
    return created


def _pool(url: str, connect_seconds: int) -> Engine:
    created = create_engine(
        url,
        poolclass=TimedPool,
        pool_size=settings().threads * settings().connections_per_request,
        max_overflow=0,
        pool_timeout=2,
        pool_recycle=300,
        # No table has such a column, and looking up the type takes a round trip.
        use_native_hstore=False,
        # Prepared statements do not survive PgBouncer's transaction mode with every libpq.
        connect_args={"prepare_threshold": None, "connect_timeout": connect_seconds, **_TCP},
    )
    trust_used_connections(created)
    return created


def _connect(dialect: Any, record: Any, arguments: Any, parameters: Mapping[str, Any]) -> "BoundedConnection":
    # libpq would wait for the kernel's slower retries.
    wait_until_reachable(parameters.get("host", ""), int(parameters.get("port", 5432)))
    return _open(dialect, record, arguments, parameters)


def _open(_dialect: Any, _record: Any, arguments: Any, parameters: Mapping[str, Any]) -> "BoundedConnection":
    # Imported here: the driver is loaded in the background.
    from functions.runtime.database.bounded_connection import trusted_authority
    from functions.runtime.database.shopper_connection import ShopperConnection

    return ShopperConnection.opened(*arguments, **parameters, **trusted_authority(settings().database_ca))


@functools.cache
def sessions(owner: str = "shop") -> sessionmaker[Session]:
    """The owner's session factory. An operation that is called while its caller holds a connection needs its own pool:
    the local run hosts all operations in one process, where they would deadlock."""
    _no_connection_pending.wait(FIRST_CONNECTION_SECONDS_MAX)
    return sessionmaker(engine(owner), expire_on_commit=False)


def connect_ahead() -> None:
    """Opens the first request's connection in the background, before the new pod receives requests.

    Importing the driver, the handshake, SQLAlchemy's first queries and configuring the models took first requests 150
    to 330 ms (docs/decisions/0024-cold-starts.md). Failures are left to the first request to report.
    """
    _no_connection_pending.clear()
    threading.Thread(target=_connect_ahead, daemon=True).start()


def _connect_ahead() -> None:
    try:
        with suppress(SQLAlchemyError):
            # Otherwise the first query would do it.
            configure_mappers()
            engine("shop").connect().close()
    finally:
        _no_connection_pending.set()
