"""Threads of the relay, which post events, each over its own connection, and record the outcome."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy.orm import Session, sessionmaker

from db.models.messaging import OutboxEvent
from functions.messaging.outbox.claims import mark_refused, mark_sent

WORKERS = 8


class Connection(Protocol):
    """A worker's connection to the Broker."""

    def post(self, event: OutboxEvent) -> bool: ...

    def close(self) -> None: ...


Connect = Callable[[], Connection]
Sessions = sessionmaker[Session]


class Senders:
    """A pool of threads that post events, each over its own connection."""

    def __init__(self, sessions: Sessions, connect: Connect) -> None:
        self._sessions = sessions
        self._pool = ThreadPoolExecutor(WORKERS, "relay")
        self._connections = [connect() for _ in range(WORKERS)]
        self._idle = list(self._connections)

    def __enter__(self) -> "Senders":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()
        for connection in self._connections:
            connection.close()

    def send(self, event: OutboxEvent) -> "Future[bool]":
        """Posts the event and records the outcome; the result is whether the Broker accepted it."""
        return self._pool.submit(self._send, event)

    def _send(self, event: OutboxEvent) -> bool:
        connection = self._idle.pop()
        try:
            is_accepted = connection.post(event)
        finally:
            self._idle.append(connection)
        with self._sessions.begin() as session:
            (mark_sent if is_accepted else mark_refused)(session, event, datetime.now(UTC))
        return is_accepted
