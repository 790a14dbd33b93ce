"""Internal — sends due events from the outbox, and keeps running while more are due soon.

Operations trigger it after they commit events. While events stay owed that are due later, it leaves the waiting to the
sweep, which triggers it again.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta

from db.models.messaging import OutboxEvent
from eventing.times import RELAY_RUN
from functions.messaging.outbox.claims import claim, time_to_next
from functions.messaging.outbox.senders import WORKERS, Connect, Senders, Sessions, wait_for_some
from functions.messaging.rules import is_due_soon
from functions.runtime.adapters.dependencies import relay_trigger, sweep_trigger
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.http.replies import Reply


class Relayed(Reply):
    """Numbers of events that the Broker accepted and of attempts that it refused."""

    sent: int
    refused: int


def _sessions() -> Sessions:
    from functions.runtime.database.connections import sessions

    return sessions()


def _connect() -> Connect:
    from functions.messaging.outbox.broker_client import BrokerClient

    return BrokerClient


@http_operation(
    sessions=_sessions,
    connect=_connect,
    trigger_relay=relay_trigger,
    trigger_sweep=sweep_trigger,
    run_seconds=RELAY_RUN.total_seconds,
)
def relay_outbox(
    *,
    sessions: Sessions,
    connect: Connect,
    trigger_relay: Callable[[], None],
    trigger_sweep: Callable[[], None],
    run_seconds: float,
) -> Relayed:
    until = time.monotonic() + run_seconds
    in_flight: set[Future[bool]] = set()
    outcomes: Counter[bool] = Counter()
    with Senders(sessions, connect) as senders:
        while time.monotonic() < until:
            in_flight |= {senders.send(event) for event in _claimed(sessions, WORKERS - len(in_flight))}
            if not in_flight and not is_due_soon(_time_to_next(sessions)):
                break
            done, in_flight = wait_for_some(in_flight)
            outcomes.update(sent.result() for sent in done)
    outcomes.update(sent.result() for sent in in_flight)
    if is_due_soon(remaining := _time_to_next(sessions)):
        trigger_relay()
    elif remaining is not None:
        trigger_sweep()
    return Relayed(sent=outcomes[True], refused=outcomes[False])


def _claimed(sessions: Sessions, at_most: int) -> Sequence[OutboxEvent]:
    if at_most == 0:
        return []
    with sessions.begin() as session:
        return claim(session, _now(), at_most)


def _time_to_next(sessions: Sessions) -> timedelta | None:
    with sessions() as session:
        return time_to_next(session, _now())


def _now() -> datetime:
    return datetime.now(UTC)
