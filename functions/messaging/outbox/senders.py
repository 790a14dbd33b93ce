"""Runs the relay's threads, which post events to the Broker and record the outcome."""

import time
from collections.abc import Callable, Collection
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.orm import Session, sessionmaker

from db.models.messaging import OutboxEvent
from functions.messaging.outbox.claims import mark_refused, mark_sent

if TYPE_CHECKING:
    from functions.runtime.database.unit_of_work import Clock

# Side events (eventing/subscribers.py) occupy a few of them at most.
WORKERS, SIDE_WORKERS = 8, 2
POLL_SECONDS = 0.25


class Broker(Protocol):
    """A client of the Broker that threads share."""

    def post(self, event: OutboxEvent) -> bool: ...

    def close(self) -> None: ...


Connect = Callable[[], Broker]
Sessions = sessionmaker[Session]


class Senders:
    """A pool of threads that post events, each over its own connection."""

    def __init__(self, sessions: Sessions, connect: Connect, clock: "Clock") -> None:
        self._sessions, self._clock = sessions, clock
        self._pool = ThreadPoolExecutor(WORKERS, "relay")
        self._broker = connect()

    def __enter__(self) -> "Senders":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()
        self._broker.close()

    def send(self, event: OutboxEvent) -> "Future[bool]":
        """Posts the event and records the outcome; the result is whether the Broker accepted it."""
        return self._pool.submit(self._send, event)

    def _send(self, event: OutboxEvent) -> bool:
        is_accepted = self._broker.post(event)
        with self._sessions.begin() as session:
            if is_accepted:
                mark_sent(session, event, self._clock(session))
            else:
                mark_refused(session, event)
        return is_accepted


def wait_for_some(in_flight: "Collection[Future[bool]]") -> "set[Future[bool]]":
    """Waits a moment for events to be sent; returns those that were."""
    if not in_flight:
        time.sleep(POLL_SECONDS)
    return wait(in_flight, POLL_SECONDS, return_when=FIRST_COMPLETED).done
