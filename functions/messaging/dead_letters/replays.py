"""Replays a dead letter: sends the same event again to the consumer that failed."""

from sqlalchemy import func, literal
from sqlalchemy.dialects.postgresql import insert

from db.models.messaging import DeadLetter, OutboxEvent
from eventing.subscribers import SUBSCRIBERS
from eventing.times import give_up_after
from functions.messaging.errors import DeadLetterNotReplayable
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.cloud_events import rfc3339


def is_replayable(dead_letter: DeadLetter) -> bool:
    """Whether the shop sent the event, which a replay would sign again, and the consumer still subscribes to it."""
    is_event = dead_letter.authentic and dead_letter.raw is None
    return is_event and dead_letter.consumer in SUBSCRIBERS.get(dead_letter.event_type, ())


def replay(shop: UnitOfWork, dead_letter: DeadLetter) -> None:
    """Puts the event back into the outbox under its own id; consumers that handled it already ignore it."""
    if not is_replayable(dead_letter):
        detail = "It was not sent by this shop to this consumer; discard it."
        raise DeadLetterNotReplayable(detail, id=str(dead_letter.id))
    again = {
        "attempts": 0,
        "next_attempt_at": shop.now,
        "give_up_at": shop.now + give_up_after(dead_letter.event_type),
        "failures": {},
    }
    entry = insert(OutboxEvent).values(
        id=dead_letter.event_id,
        type=dead_letter.event_type,
        subject=dead_letter.attributes.get("subject", ""),
        occurred_at=rfc3339(dead_letter.attributes["time"]),
        data=dead_letter.data,
        traceparent=dead_letter.attributes.get("traceparent", ""),
        tracestate=dead_letter.attributes.get("tracestate", ""),
        request_id=dead_letter.attributes.get("requestid", ""),
        awaiting=[dead_letter.consumer],
        **again,
    )
    without = func.array_remove(OutboxEvent.awaiting, dead_letter.consumer)
    pending_again = {"awaiting": func.array_append(without, literal(dead_letter.consumer)), **again}
    shop.session.execute(entry.on_conflict_do_update(index_elements=["id"], set_=pending_again))
    dead_letter.state, dead_letter.replayed_at = "replayed", shop.now
    dead_letter.replays += 1
    shop.triggers_relay = True
