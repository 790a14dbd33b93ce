"""Internal — send what is due from the outbox, and stay for as long as something is due soon.

Any operation that has announced something calls this after its commit; the sweep does when nobody else did.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from db.models.messaging import OutboxEvent
from functions.operations.outbox import claim, note_refused, note_sent, time_to_next
from functions.runtime.http import http_operation
from functions.runtime.replies import Reply

WORKERS = 8
# Below the time a revision gives a request; what is left then is left to the next call.
STAY_SECONDS = 45
SOON = timedelta(seconds=20)
LOOK_AGAIN_SECONDS = 0.25

Sessions = sessionmaker[Session]
Post = Callable[[OutboxEvent], bool]


class Relayed(Reply):
    """How many events the Broker took, and how many attempts it refused."""

    sent: int
    refused: int


def _sessions() -> Sessions:
    from functions.runtime.database import sessions

    return sessions()


def _post() -> Post:
    from functions.operations.broker_client import post_to_broker

    return post_to_broker


@http_operation(sessions=_sessions, post=_post)
def relay_outbox(*, sessions: Sessions, post: Post) -> Relayed:
    until = time.monotonic() + STAY_SECONDS
    sent = refused = 0
    with ThreadPoolExecutor(WORKERS) as pool:
        while True:
            for taken, not_taken in pool.map(lambda _: _drain(sessions, post, until), range(WORKERS)):
                sent, refused = sent + taken, refused + not_taken
            if time.monotonic() > until or not _is_due_soon(sessions):
                return Relayed(sent=sent, refused=refused)
            time.sleep(LOOK_AGAIN_SECONDS)


def _drain(sessions: Sessions, post: Post, until: float) -> tuple[int, int]:
    """Sends until nothing is due; each worker takes its own events."""
    sent = refused = 0
    while time.monotonic() < until:
        with sessions.begin() as session:
            events = claim(session, _now())
        if not events:
            break
        taken = [(event, post(event)) for event in events]
        with sessions.begin() as session:
            for event, is_taken in taken:
                (note_sent if is_taken else note_refused)(session, event, _now())
        sent += sum(is_taken for _, is_taken in taken)
        refused += sum(not is_taken for _, is_taken in taken)
    return sent, refused


def _is_due_soon(sessions: Sessions) -> bool:
    with sessions() as session:
        wait = time_to_next(session, _now())
    return wait is not None and wait <= SOON


def _now() -> datetime:
    return datetime.now(UTC)
