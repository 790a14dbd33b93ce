"""Dead-letter sink — stores an event that a consumer rejected, with the cause; temporary failures stay owed."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import any_, literal, update
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Session

from db.models.messaging import InboxEntry, OutboxEvent
from functions.messaging.dead_letters.store import store_or_reopen
from functions.runtime.adapters.dead_letter_sink import FailedDelivery, dead_letter_sink
from functions.runtime.adapters.dependencies import sweep_trigger
from functions.runtime.database.inbox import acknowledge
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.telemetry.context import log

# The status of a permanent failure; any other failure may pass.
POISON = "422"


@dead_letter_sink(trigger_sweep=sweep_trigger)
def store_dead_letter(failed: FailedDelivery, *, shop: UnitOfWork, trigger_sweep: Callable[[], None]) -> None:
    named = {"event_id": failed.event_id, "event_type": failed.event_type, "consumer": failed.consumer}
    if failed.is_authentic and failed.cause_code != POISON:
        log("failed delivery", level="warning", **named)
        _note_failure(failed, shop.session)
        return
    if failed.is_authentic:
        # Staff decide about it from now on; the relay no longer sends it to this consumer.
        acknowledge(shop, failed.event_id, failed.consumer)
        if shop.session.get(InboxEntry, (failed.event_id, failed.consumer)) is not None:
            # The consumer has handled the event meanwhile.
            return
    log("dead letter", level="warning", **named)
    _store(failed, shop)
    # Its order may be stuck now, without an event that is owed.
    trigger_sweep()


def _note_failure(failed: FailedDelivery, session: Session) -> None:
    """Records why the consumer failed; the event stays owed to it."""
    failure = {failed.consumer: {"code": failed.cause_code, "cause": failed.cause}}
    session.execute(
        update(OutboxEvent)
        .where(OutboxEvent.id == failed.event_id, literal(failed.consumer) == any_(OutboxEvent.awaiting))
        .values(failures=OutboxEvent.failures.concat(failure))
        .execution_options(synchronize_session=False)
    )


def _store(failed: FailedDelivery, shop: UnitOfWork) -> None:
    try:
        with shop.session.begin_nested():
            _keep(failed, shop, {"data": failed.data, "raw": None if failed.data else failed.raw})
    except DataError:
        # JSON may contain what PostgreSQL cannot store: a NUL, half a surrogate pair, an infinite number.
        _keep(failed, shop, {"data": {}, "raw": failed.raw})


def _keep(failed: FailedDelivery, shop: UnitOfWork, content: Mapping[str, Any]) -> None:
    store_or_reopen(
        shop,
        event_id=failed.event_id,
        event_type=failed.event_type,
        consumer=failed.consumer,
        attributes=failed.attributes,
        authentic=failed.is_authentic,
        cause_code=failed.cause_code,
        cause=failed.cause,
        **content,
    )
