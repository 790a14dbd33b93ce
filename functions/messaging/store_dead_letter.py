"""Dead-letter sink — stores an event that a consumer failed to handle, with its cause, for staff to replay."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DataError

from db.models.messaging import DeadLetter
from functions.runtime.adapters.dead_letter_sink import FailedDelivery, dead_letter_sink
from functions.runtime.database.inbox import acknowledge
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.telemetry.context import log


@dead_letter_sink
def store_dead_letter(failed: FailedDelivery, *, shop: UnitOfWork) -> None:
    named = {"event_id": failed.event_id, "event_type": failed.event_type, "consumer": failed.consumer}
    log("dead letter", level="warning", **named)
    try:
        with shop.session.begin_nested():
            _store(failed, shop, {"data": failed.data, "raw": None if failed.data else failed.raw})
    except DataError:
        # JSON may contain what PostgreSQL cannot store: a NUL, half a surrogate pair, an infinite number.
        _store(failed, shop, {"data": {}, "raw": failed.raw})
    if failed.is_authentic:
        # Staff decide about it from now on; the relay no longer sends it to this consumer.
        acknowledge(shop, failed.event_id, failed.consumer)


def _store(failed: FailedDelivery, shop: UnitOfWork, content: Mapping[str, Any]) -> None:
    reopened = {"state": "open", "cause_code": failed.cause_code, "cause": failed.cause, "stored_at": shop.now}
    entry = insert(DeadLetter).values(
        id=func.gen_random_uuid(),
        event_id=failed.event_id,
        event_type=failed.event_type,
        consumer=failed.consumer,
        attributes=failed.attributes,
        authentic=failed.is_authentic,
        replays=0,
        **content,
        **reopened,
    )
    shop.session.execute(entry.on_conflict_do_update(index_elements=["event_id", "consumer"], set_=reopened))
