"""Finds overdue orders and other stale work, and purges old messages."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, delete, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models.cart import Cart
from db.models.identity import LoginSession
from db.models.inventory import Reservation
from db.models.messaging import IdempotencyKey, InboxEntry, OutboxEvent
from db.models.orders import Order

BATCH_MAX = 100
PURGED_MAX = 1000


def overdue_orders(session: Session, now: datetime) -> list[tuple[UUID, str, str]]:
    """Id, number and state of orders past their deadline, the longest overdue first."""
    query = select(Order.id, Order.number, Order.state).where(Order.deadline_at <= now)
    found = session.execute(query.order_by(Order.deadline_at).limit(BATCH_MAX))
    return [(row.id, row.number, row.state) for row in found]


class StaleWork(NamedTuple):
    """Numbers of overdue reservations and due events, and whether there are old guest carts or expired sessions."""

    reservations: int
    events: int
    has_expired_data: bool


def find_stale_work(session: Session, now: datetime, unused_since: datetime) -> StaleWork:
    """Counts it all in one statement: each statement adds to the time of a cold sweep."""
    reservations = select(func.count()).where(Reservation.state == "held", Reservation.expires_at <= now)
    awaited = func.cardinality(OutboxEvent.awaiting) > 0
    events = select(func.count()).where(awaited, OutboxEvent.next_attempt_at <= now)
    carts = select(Cart.id).where(Cart.account_id.is_(None), Cart.changed_at < unused_since)
    log_ins = select(LoginSession.id).where(LoginSession.expires_at < unused_since)
    has_expired_data = or_(carts.exists(), log_ins.exists())
    found = select(reservations.scalar_subquery(), events.scalar_subquery(), has_expired_data)
    return StaleWork(*session.execute(found).one())


def purge_before(session: Session, moment: datetime) -> int:
    """Deletes settled events, inbox entries and idempotency keys, at most PURGED_MAX each; returns their number."""
    settled = func.cardinality(OutboxEvent.awaiting) == 0
    events = _deletions(OutboxEvent.id, settled, OutboxEvent.occurred_at < moment)
    inbox_entries = _deletions(InboxEntry.event_id, InboxEntry.handled_at < moment)
    keys = _deletions(IdempotencyKey.key, IdempotencyKey.created_at < moment)
    return session.scalars(select(events + inbox_entries + keys)).one()


def _deletions(key: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    some = select(key).where(*conditions).limit(PURGED_MAX)
    deleted = delete(key.class_).where(key.in_(some)).returning(key).cte()
    return select(func.count()).select_from(deleted).scalar_subquery()
