"""Gives up events that were owed for too long, and turns them into dead letters."""

from sqlalchemy import select

from db.models.messaging import OWED, OutboxEvent
from eventing.times import SWEEP_BATCH
from functions.messaging.dead_letters.store import store_or_reopen
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.cloud_events import SOURCE

_UNKNOWN = {"code": "", "cause": "no answer of the consumer is known"}


def give_up_events(shop: UnitOfWork) -> int:
    """Gives up at most SWEEP_BATCH events, and records each consumer's last failure; returns the number of events."""
    aged = select(OutboxEvent).where(OWED, OutboxEvent.give_up_at <= shop.now)
    # A locked one is being handled at this moment.
    events = shop.session.scalars(aged.limit(SWEEP_BATCH).with_for_update(skip_locked=True)).all()
    for event in events:
        for consumer in event.awaiting:
            _give_up(shop, event, consumer)
        event.awaiting = []
    return len(events)


def _give_up(shop: UnitOfWork, event: OutboxEvent, consumer: str) -> None:
    failure = event.failures.get(consumer, _UNKNOWN)
    store_or_reopen(
        shop,
        event_id=event.id,
        event_type=event.type,
        consumer=consumer,
        attributes=_attributes(event),
        data=event.data,
        authentic=True,
        cause_code=failure["code"],
        cause=f"Given up after {event.attempts} attempts. The last failure: {failure['cause']}",
    )


def _attributes(event: OutboxEvent) -> dict[str, str]:
    """The attributes of the CloudEvent that a replay needs."""
    return {
        "id": event.id,
        "type": event.type,
        "source": SOURCE,
        "subject": event.subject,
        "time": event.occurred_at.isoformat(),
        "traceparent": event.traceparent,
        "tracestate": event.tracestate,
        "requestid": event.request_id,
    }
