"""The threads of a relay: each posts events to the Broker, and notes what became of them."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy.orm import Session, sessionmaker

from db.models.messaging import OutboxEvent
from functions.messaging.outbox.claims import mark_refused, mark_sent

WORKERS = 8


class Broker(Protocol):
    """A client of the Broker that threads share."""

    def post(self, event: OutboxEvent) -> bool: ...

    def close(self) -> None: ...


Connect = Callable[[], Broker]
Sessions = sessionmaker[Session]


class Senders:
    """Threads that post events, each over a connection of its own."""

    def __init__(self, sessions: Sessions, connect: Connect) -> None:
        self._sessions = sessions
        self._pool = ThreadPoolExecutor(WORKERS, "relay")
        self._broker = connect()

    def __enter__(self) -> "Senders":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()
        self._broker.close()

    def send(self, event: OutboxEvent) -> "Future[bool]":
        """Posts the event and notes what became of it; the result tells whether the Broker took it."""
        return self._pool.submit(self._send, event)

    def _send(self, event: OutboxEvent) -> bool:
        is_taken = self._broker.post(event)
        with self._sessions.begin() as session:
            (mark_sent if is_taken else mark_refused)(session, event, datetime.now(UTC))
        return is_taken
