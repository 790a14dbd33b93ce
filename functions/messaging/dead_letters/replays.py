"""How a dead letter is sent again: as the very event it was, owed once more to the consumer that failed."""

from sqlalchemy import func, literal
from sqlalchemy.dialects.postgresql import insert

from db.models.messaging import DeadLetter, OutboxEvent
from eventing.subscribers import SUBSCRIBERS
from functions.messaging.errors import DeadLetterNotReplayable
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.cloud_events import rfc3339


def is_replayable(letter: DeadLetter) -> bool:
    """Only what the shop itself sent, and to whom it is still owed: replaying signs it anew."""
    return letter.authentic and letter.consumer in SUBSCRIBERS.get(letter.event_type, ())


def replay(shop: UnitOfWork, letter: DeadLetter) -> None:
    """Puts the event back into the outbox under its own id; whoever handled it already takes no notice."""
    if not is_replayable(letter):
        raise DeadLetterNotReplayable("It was not sent by this shop to this consumer; discard it.", id=str(letter.id))
    entry = insert(OutboxEvent).values(
        id=letter.event_id,
        type=letter.event_type,
        subject=letter.attributes.get("subject", ""),
        occurred_at=rfc3339(letter.attributes["time"]),
        data=letter.data,
        traceparent=letter.attributes.get("traceparent", ""),
        request_id=letter.attributes.get("requestid", ""),
        awaiting=[letter.consumer],
        attempts=0,
        next_attempt_at=shop.now,
    )
    without = func.array_remove(OutboxEvent.awaiting, letter.consumer)
    owed_again = {
        "awaiting": func.array_append(without, literal(letter.consumer)),
        "attempts": 0,
        "next_attempt_at": shop.now,
    }
    shop.session.execute(entry.on_conflict_do_update(index_elements=["id"], set_=owed_again))
    letter.state, letter.replayed_at = "replayed", shop.now
    letter.replays += 1
    shop.wakes_relay = True
