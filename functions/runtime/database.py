"""The one connection pool of a function, made on first use."""

import functools
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from functions.runtime.errors import ShopError, TooEarly, Unavailable
from functions.runtime.settings import settings

# Failures that a second try can mend: serialization, deadlock, lock timeout.
_CONTENDED = {"40001", "40P01", "55P03"}


@functools.cache
def engine() -> Engine:
    """A pool with as many connections as the function has threads, so that none ever waits for one."""
    return create_engine(
        settings().database_url,
        pool_size=settings().threads,
        max_overflow=0,
        pool_timeout=2,
        pool_pre_ping=True,
        pool_recycle=300,
        # Prepared statements do not survive PgBouncer's transaction mode with every libpq.
        connect_args={"prepare_threshold": None, "connect_timeout": 5},
    )


@functools.cache
def sessions() -> sessionmaker[Session]:
    return sessionmaker(engine(), expire_on_commit=False)


def as_shop_error(failure: DBAPIError) -> ShopError | None:
    """What a database failure means to the caller; None when it is a defect of ours."""
    sqlstate: Any = getattr(failure.orig, "sqlstate", None)
    if sqlstate in _CONTENDED:
        return TooEarly("Somebody else is changing the same thing right now; try again.")
    if failure.connection_invalidated or isinstance(failure, OperationalError):
        return Unavailable("The database is not answering; try again in a moment.")
    return None
