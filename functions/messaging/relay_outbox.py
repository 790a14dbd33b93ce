"""Internal — sends due events from the outbox, and keeps running while more are due soon.

Operations trigger it after they commit events. If owed events are due only later, it ends, and the sweep triggers it
again when they are due.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection
from concurrent.futures import Future
from typing import TYPE_CHECKING

from db.models.messaging import OutboxEvent
from eventing.subscribers import SIDE_EVENTS
from eventing.times import RELAY_RUN
from functions.messaging.outbox.claims import IS_SIDE_EVENT, claim, time_to_next
from functions.messaging.outbox.senders import SIDE_WORKERS, WORKERS, Connect, Senders, Sessions, wait_for_some
from functions.messaging.rules import is_due_soon
from functions.runtime.adapters.dependencies import database_clock, database_sessions, relay_trigger, sweep_trigger
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.http.replies import Reply

if TYPE_CHECKING:
    from functions.runtime.database.unit_of_work import Clock


class Relayed(Reply):
    """Numbers of events that the Broker accepted and of attempts that it refused."""

    sent: int
    refused: int


def _connect() -> Connect:
    from functions.messaging.outbox.broker_client import BrokerClient

    return BrokerClient


@http_operation(
    called_with="trigger_keys",
    sessions=database_sessions,
    connect=_connect,
    clock=database_clock,
    trigger_relay=relay_trigger,
    trigger_sweep=sweep_trigger,
    run_seconds=RELAY_RUN.total_seconds,
)
def relay_outbox(
    *,
    sessions: Sessions,
    connect: Connect,
    clock: "Clock",
    trigger_relay: Callable[[], None],
    trigger_sweep: Callable[[], None],
    run_seconds: float,
) -> Relayed:
    until = time.monotonic() + run_seconds
    in_flight: dict[Future[bool], OutboxEvent] = {}
    outcomes: Counter[bool] = Counter()
    with Senders(sessions, connect, clock) as senders:
        while time.monotonic() < until:
            in_flight |= {senders.send(event): event for event in _claimed(sessions, clock, in_flight.values())}
            if not in_flight and not is_due_soon(time_to_next(sessions, clock)):
                break
            for sent in wait_for_some(in_flight):
                outcomes[sent.result()] += 1
                del in_flight[sent]
        if in_flight:
            # A Broker that hangs may hold this relay until it is cut off.
            trigger_sweep()
    outcomes.update(sent.result() for sent in in_flight)
    if is_due_soon(remaining := time_to_next(sessions, clock)):
        trigger_relay()
    elif remaining is not None:
        trigger_sweep()
    return Relayed(sent=outcomes[True], refused=outcomes[False])


def _claimed(sessions: Sessions, clock: "Clock", in_flight: Collection[OutboxEvent]) -> list[OutboxEvent]:
    """Claims events for the free senders, of which at most SIDE_WORKERS send side events."""
    free = WORKERS - len(in_flight)
    side_free = min(free, SIDE_WORKERS - sum(event.type in SIDE_EVENTS for event in in_flight))
    if free == 0:
        return []
    with sessions.begin() as session:
        now = clock(session)
        side = claim(session, now, side_free, IS_SIDE_EVENT) if side_free else []
        return [*side, *claim(session, now, free - len(side), ~IS_SIDE_EVENT)]
