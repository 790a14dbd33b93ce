"""Dead-letter sink — stores an event that a consumer failed to handle, with its cause, for staff to replay."""

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert

from db.models.messaging import DeadLetter
from functions.runtime.adapters.dead_letter_sink import FailedDelivery, dead_letter_sink
from functions.runtime.database.inbox import acknowledge
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.telemetry.context import log


@dead_letter_sink
def store_dead_letter(failed: FailedDelivery, *, shop: UnitOfWork) -> None:
    event = failed.event
    log("dead letter", level="warning", event_id=event.id, event_type=event.type, consumer=failed.consumer)
    reopened = {"state": "open", "cause_code": failed.cause_code, "cause": failed.cause, "stored_at": shop.now}
    entry = insert(DeadLetter).values(
        id=func.gen_random_uuid(),
        event_id=event.id,
        event_type=event.type,
        consumer=failed.consumer,
        attributes=dict(event.attributes),
        data=event.data,
        authentic=failed.is_authentic,
        replays=0,
        **reopened,
    )
    shop.session.execute(entry.on_conflict_do_update(index_elements=["event_id", "consumer"], set_=reopened))
    if failed.is_authentic:
        # Staff decide about it from now on; the relay no longer sends it to this consumer.
        acknowledge(shop, event.id, failed.consumer)
