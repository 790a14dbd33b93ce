"""What operations read of orders and stock, and what they clear away of their own."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from db.models.cart import Cart
from db.models.identity import LoginSession
from db.models.inventory import Reservation
from db.models.messaging import IdempotencyKey, InboxEntry, OutboxEvent
from db.models.orders import Order

BATCH_MAX = 100
FORGOTTEN_MAX = 1000


def overdue_orders(session: Session, now: datetime) -> list[tuple[UUID, str, str]]:
    """Id, number and state of orders that should have left their state, the longest overdue first."""
    query = select(Order.id, Order.number, Order.state).where(Order.deadline_at <= now)
    found = session.execute(query.order_by(Order.deadline_at).limit(BATCH_MAX))
    return [(row.id, row.number, row.state) for row in found]


def expired_reservations(session: Session, now: datetime) -> int:
    past = select(Reservation.order_id).where(Reservation.state == "held", Reservation.expires_at <= now)
    return session.scalar(select(func.count()).select_from(past.subquery())) or 0


def due_events(session: Session, now: datetime) -> int:
    due = func.cardinality(OutboxEvent.awaiting) > 0
    return session.scalar(select(func.count()).where(due, OutboxEvent.next_attempt_at <= now)) or 0


def is_anything_left_behind(session: Session, moment: datetime) -> bool:
    """Whether there are carts of guests or ended log-ins that nobody has needed since."""
    carts = select(Cart.id).where(Cart.account_id.is_(None), Cart.changed_at < moment)
    log_ins = select(LoginSession.id).where(LoginSession.expires_at < moment)
    return bool(session.scalar(select(or_(carts.exists(), log_ins.exists()))))


def forget_before(session: Session, moment: datetime) -> int:
    """Deletes what nothing needs any more, at most FORGOTTEN_MAX rows of each; effects keep their natural keys."""
    settled = func.cardinality(OutboxEvent.awaiting) == 0
    events = select(OutboxEvent.id).where(settled, OutboxEvent.occurred_at < moment).limit(FORGOTTEN_MAX)
    entries = select(InboxEntry.event_id).where(InboxEntry.handled_at < moment).limit(FORGOTTEN_MAX)
    keys = select(IdempotencyKey.key).where(IdempotencyKey.created_at < moment).limit(FORGOTTEN_MAX)
    return sum(
        len(session.scalars(statement).all())
        for statement in (
            delete(OutboxEvent).where(OutboxEvent.id.in_(events)).returning(OutboxEvent.id),
            delete(InboxEntry).where(InboxEntry.event_id.in_(entries)).returning(InboxEntry.event_id),
            delete(IdempotencyKey).where(IdempotencyKey.key.in_(keys)).returning(IdempotencyKey.key),
        )
    )
