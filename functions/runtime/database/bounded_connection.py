"""Limits how long a connection waits for PostgreSQL: until a statement's time is over, or its caller has left.

If the server is frozen or the network drops packets, neither the statement timeout on the server nor TCP ends the wait.
"""

import functools
import os
from typing import Any, Self

import psycopg
from psycopg.abc import PQGen
from psycopg.waiting import Ready

# The time for an answer to travel, after the server has ended a statement at its own limit.
GRACE_SECONDS = 1.0
PING_SECONDS = 2.0
CANCEL_SECONDS = 2.0
UNLIMITED_SECONDS = 60.0
_STATEMENT_LIMIT = "SELECT extract(epoch FROM current_setting('statement_timeout')::interval)::float8"


class BoundedConnection(psycopg.Connection[Any]):
    """Closes itself and raises OperationalError if the response to a statement is late or makes no sense.

    It cancels a statement whose caller has left, but never a commit: a synchronous standby might then lack the
    committed data.
    """

    _seconds_max = PING_SECONDS
    _is_committing = False

    @classmethod
    def opened(cls, *arguments: Any, **parameters: Any) -> Self:
        """Connects; a statement may take as long as the role's statement_timeout allows, and GRACE_SECONDS more."""
        connection = cls.connect(*arguments, **parameters)
        row = connection.execute(_STATEMENT_LIMIT).fetchone()
        connection.rollback()
        connection._seconds_max = (row[0] if row and row[0] else UNLIMITED_SECONDS) + GRACE_SECONDS
        return connection

    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        # SQLAlchemy's pool asks in autocommit mode whether a connection is alive; all else runs in transactions.
        seconds_max = PING_SECONDS if self.autocommit else self._seconds_max
        try:
            return super().wait(self._watching(gen), interval, seconds_max if timeout is None else timeout)
        except psycopg.errors._WaitTimeout:
            if timeout is not None:
                raise
            # What the server did is unknown, and its answer may still come.
            self.pgconn.finish()
            raise psycopg.OperationalError("the server did not answer in time") from None
        except psycopg.InternalError as failure:
            if failure.sqlstate is not None:
                raise
            # Not the server's word but psycopg's: an answer, and after it the error of a server that was ending.
            self.pgconn.finish()
            raise psycopg.OperationalError("the server ended the connection") from failure

    def commit(self) -> None:
        self._is_committing = True
        try:
            super().commit()
        finally:
            self._is_committing = False

    def _watching(self, gen: PQGen[Any]) -> PQGen[Any]:
        """Continues the exchange with the server; checks for the caller whenever nothing has arrived for a while."""
        is_cancelled = False
        try:
            state = next(gen)
            while True:
                ready = yield state
                if ready is Ready.NONE and not (is_cancelled or self._is_committing) and _caller_has_disconnected():
                    is_cancelled = True
                    self.cancel_safe(timeout=CANCEL_SECONDS)
                state = gen.send(ready)
        except StopIteration as ended:
            return ended.value


def _caller_has_disconnected() -> bool:
    # Imported here: few statements take so long.
    from functions.runtime.http.disconnects import caller_has_disconnected

    return caller_has_disconnected()


@functools.cache
def trusted_authority(pem: str) -> dict[str, str]:
    """The setting with which libpq trusts only this authority; none for "".

    libpq takes certificates from files. A function has none: a volume would delay each start, so the file is in memory.
    """
    if not pem:
        return {}
    file = os.memfd_create("database-ca")
    os.write(file, pem.encode())
    return {"sslrootcert": f"/proc/self/fd/{file}"}
