"""Maps database failures to the errors of the shop."""

from typing import Any

from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from functions.runtime.errors import CallerLeft, Contended, InvalidRequest, ShopError, Unavailable
from functions.runtime.http.disconnects import caller_has_disconnected

# Failures after which a retry may succeed: serialization, deadlock, lock timeout.
_CONTENDED = {"40001", "40P01", "55P03"}

# Values that PostgreSQL cannot store, or psycopg before it (without a code): too long, out of range, not text.
_UNSTORABLE = {"22001", "22003", "22007", "22008", "22021", "22P02", "22P05", None}

_CANCELLED = "57014"


def as_shop_error(failure: Exception) -> ShopError | None:
    """The error that the caller gets for a database failure; None if the failure is a defect of the shop."""
    if isinstance(failure, PoolExhausted):
        return Unavailable("The shop is busier than its database can serve; try again in a moment.")
    if not isinstance(failure, DBAPIError):
        return None
    sqlstate: Any = getattr(failure.orig, "sqlstate", None)
    if isinstance(failure, DataError) and sqlstate in _UNSTORABLE:
        return InvalidRequest("A value is too large, or has characters that cannot be stored.")
    if sqlstate in _CONTENDED:
        return Contended("Nothing was changed; try again.")
    if sqlstate == _CANCELLED and caller_has_disconnected():
        return CallerLeft("The statement was cancelled; nothing was changed.")
    is_down = failure.connection_invalidated or isinstance(failure, OperationalError)
    return Unavailable("The database is not answering; try again in a moment.") if is_down else None
