"""Records inbox entries and acknowledgements, so that each consumer handles an event once."""

from sqlalchemy import any_, func, literal, update

from db.models.messaging import InboxEntry, OutboxEvent
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork


def is_first_delivery(shop: UnitOfWork, event_id: str, consumer: str) -> bool:
    """Adds the event to the inbox; False if this consumer has handled it before."""
    return insert_if_absent(shop.session, InboxEntry, event_id=event_id, consumer=consumer, handled_at=shop.now)


def acknowledge(shop: UnitOfWork, event_id: str, consumer: str) -> None:
    """Removes the consumer from those that have not acknowledged the event; the last acknowledgement settles it."""
    remaining = func.array_remove(OutboxEvent.awaiting, consumer)
    shop.session.execute(
        update(OutboxEvent)
        .where(OutboxEvent.id == event_id, literal(consumer) == any_(OutboxEvent.awaiting))
        .values(awaiting=remaining)
        .execution_options(synchronize_session=False)
    )
