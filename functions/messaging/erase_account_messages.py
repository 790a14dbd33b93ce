"""On shop.account.closed.v1 — deletes the account's stored answers and those of its events that are done, and answers.

Events of the account are kept for as long as they may be sent again, and this one among them.
"""

from sqlalchemy import delete, func

from db.models.messaging import IdempotencyKey, OutboxEvent
from eventing.codes import DataKind
from eventing.events.closures import AccountClosed, KeptData, MessageAccountErased
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.retention import kept_until
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def erase_account_messages(event: AccountClosed, *, shop: UnitOfWork) -> None:
    erased: dict[DataKind, int] = {"stored_answers": _erase_answers(shop, event), "events": _erase_events(shop, event)}
    events = KeptData(data="events", rows=1, reason="expires", until=kept_until("EVENTS_KEPT", shop.now))
    shop.announce(
        MessageAccountErased(
            account_id=event.account_id,
            erased={kind: rows for kind, rows in erased.items() if rows},
            kept=[events],
            answered_at=shop.now,
        )
    )


def _erase_answers(shop: UnitOfWork, event: AccountClosed) -> int:
    """Deletes the stored answers to the account's idempotency keys, which begin with its id."""
    begin, end = f"{event.account_id}:", f"{event.account_id};"
    # The index finds the range where texts are sorted by bytes; elsewhere it may have others.
    its = IdempotencyKey.key.between(begin, end), IdempotencyKey.key.startswith(begin, autoescape=True)
    return len(shop.session.scalars(delete(IdempotencyKey).where(*its).returning(IdempotencyKey.created_at)).all())


def _erase_events(shop: UnitOfWork, event: AccountClosed) -> int:
    """Deletes the account's events that every consumer has handled."""
    settled = OutboxEvent.subject == event.subject, func.cardinality(OutboxEvent.awaiting) == 0
    return len(shop.session.scalars(delete(OutboxEvent).where(*settled).returning(OutboxEvent.id)).all())
