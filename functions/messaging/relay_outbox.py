"""Internal — send what is due from the outbox, and stay for as long as something is due soon.

Any operation that has announced something calls this after its commit; the sweep does when nobody else did.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from datetime import UTC, datetime, timedelta

from db.models.messaging import OutboxEvent
from functions.messaging.outbox.claims import claim, time_to_next
from functions.messaging.outbox.senders import WORKERS, Connect, Senders, Sessions
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.http.replies import Reply

# Below the time a revision gives a request; for what is left then it calls itself.
STAY_SECONDS = 45
SOON = timedelta(seconds=20)
LOOK_AGAIN_SECONDS = 0.25


class Relayed(Reply):
    """How many events the Broker took, and how many attempts it refused."""

    sent: int
    refused: int


def _sessions() -> Sessions:
    from functions.runtime.database.connections import sessions

    return sessions()


def _connect() -> Connect:
    from functions.messaging.outbox.broker_client import BrokerClient

    return BrokerClient


def _trigger_relay() -> Callable[[], None]:
    from functions.runtime.adapters.relay_trigger import trigger_relay

    return trigger_relay


@http_operation(sessions=_sessions, connect=_connect, trigger_relay=_trigger_relay, stay_seconds=lambda: STAY_SECONDS)
def relay_outbox(
    *, sessions: Sessions, connect: Connect, trigger_relay: Callable[[], None], stay_seconds: float
) -> Relayed:
    until = time.monotonic() + stay_seconds
    under_way: set[Future[bool]] = set()
    outcomes: Counter[bool] = Counter()
    with Senders(sessions, connect) as senders:
        while time.monotonic() < until:
            under_way |= {senders.send(event) for event in _claimed(sessions, WORKERS - len(under_way))}
            if not under_way and not _is_due_soon(sessions):
                break
            done, under_way = _some_done(under_way)
            outcomes.update(sent.result() for sent in done)
    outcomes.update(sent.result() for sent in under_way)
    if _is_due_soon(sessions):
        trigger_relay()
    return Relayed(sent=outcomes[True], refused=outcomes[False])


def _claimed(sessions: Sessions, at_most: int) -> Sequence[OutboxEvent]:
    if at_most == 0:
        return []
    with sessions.begin() as session:
        return claim(session, _now(), at_most)


def _some_done(under_way: "set[Future[bool]]") -> "tuple[set[Future[bool]], set[Future[bool]]]":
    if not under_way:
        time.sleep(LOOK_AGAIN_SECONDS)
    done, still = wait(under_way, LOOK_AGAIN_SECONDS, return_when=FIRST_COMPLETED)
    return done, still


def _is_due_soon(sessions: Sessions) -> bool:
    with sessions() as session:
        remaining = time_to_next(session, _now())
    return remaining is not None and remaining <= SOON


def _now() -> datetime:
    return datetime.now(UTC)
