"""Dead-letter sink — keep the event that a consumer did not take, with its cause, for staff to replay."""

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
    again = {"state": "open", "cause_code": failed.cause_code, "cause": failed.cause, "stored_at": shop.now}
    entry = insert(DeadLetter).values(
        id=func.gen_random_uuid(),
        event_id=event.id,
        event_type=event.type,
        consumer=failed.consumer,
        attributes=dict(event.attributes),
        data=event.data,
        authentic=failed.is_authentic,
        replays=0,
        **again,
    )
    shop.session.execute(entry.on_conflict_do_update(index_elements=["event_id", "consumer"], set_=again))
    if failed.is_authentic:
        # From here on it is staff's: the relay need not send it to this consumer any more.
        acknowledge(shop, event.id, failed.consumer)
