"""Closes dead letters that are overtaken: their consumer has handled the event, or one with the same content."""

from sqlalchemy import CursorResult, Uuid, case, cast, exists, or_, select, update

from db.models.messaging import DeadLetter, InboxEntry, OutboxEvent
from functions.runtime.database.unit_of_work import UnitOfWork

# Other dead letters have ids that are not UUIDs.
_EVENT_ID = case((DeadLetter.authentic, cast(DeadLetter.event_id, Uuid(as_uuid=False))))


def close_overtaken(shop: UnitOfWork) -> int:
    """Closes the open dead letters whose effect has happened anyway; returns their number."""
    itself = exists().where(InboxEntry.event_id == _EVENT_ID, InboxEntry.consumer == DeadLetter.consumer)
    # An order that is resumed has its events announced again, under new ids.
    equal = (
        select(OutboxEvent.id)
        .join(InboxEntry, InboxEntry.event_id == OutboxEvent.id)
        .where(
            InboxEntry.consumer == DeadLetter.consumer,
            OutboxEvent.subject == DeadLetter.attributes["subject"].astext,
            OutboxEvent.type == DeadLetter.event_type,
            OutboxEvent.data == DeadLetter.data,
        )
        .exists()
    )
    closed = shop.session.execute(
        update(DeadLetter)
        .where(DeadLetter.state == "open", DeadLetter.authentic, or_(itself, equal))
        .values(state="overtaken")
        .execution_options(synchronize_session=False)
    )
    assert isinstance(closed, CursorResult)
    return closed.rowcount
