"""Lends recently used connections without a ping to the server.

A ping costs each request an exchange with the server. If the server has closed the connection, the kernel knows. If it
is frozen, the statement itself runs into its time limit.
"""

import select
import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

# A network that has forgotten a connection says nothing either; a busy one is not forgotten.
TRUSTED_SECONDS = 5.0
_USED_AT = "used_at"


def trust_used_connections(engine: Engine) -> None:
    """Has the engine's pool ping only connections that were unused for TRUSTED_SECONDS, and replace dead ones."""

    def note(connection: Any, record: Any) -> None:
        # None for a connection that was closed instead of returned.
        if connection is not None:
            record.info[_USED_AT] = time.monotonic()

    def verify(connection: Any, record: Any, _proxy: Any) -> None:
        is_trusted = time.monotonic() - record.info[_USED_AT] < TRUSTED_SECONDS and not _has_news(connection)
        if not (is_trusted or _is_alive(engine, connection)):
            raise InvalidatePoolError("the server has closed the connection")

    event.listen(engine, "connect", note)
    event.listen(engine, "checkin", note)
    event.listen(engine, "checkout", verify)


def _has_news(connection: Any) -> bool:
    """Whether the connection is closed, or the server has sent something on its own, such as that it shuts down."""
    if connection.closed:
        return True
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))


def _is_alive(engine: Engine, connection: Any) -> bool:
    try:
        return engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error:
        return False
