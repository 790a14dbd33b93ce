"""What operations read of orders and stock, and what they clear away of their own."""

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
    """Id, number and state of orders that should have left their state, the longest overdue first."""
    query = select(Order.id, Order.number, Order.state).where(Order.deadline_at <= now)
    found = session.execute(query.order_by(Order.deadline_at).limit(BATCH_MAX))
    return [(row.id, row.number, row.state) for row in found]


class StaleWork(NamedTuple):
    """How many reservations are past their time and how many events are due, and whether anything is left behind:
    carts of guests or ended log-ins that nobody has needed for long."""

    reservations: int
    events: int
    is_anything_left_behind: bool


def find_stale_work(session: Session, now: datetime, unused_since: datetime) -> StaleWork:
    """All of it in one statement: who has only just started pays for each one."""
    reservations = select(func.count()).where(Reservation.state == "held", Reservation.expires_at <= now)
    awaited = func.cardinality(OutboxEvent.awaiting) > 0
    events = select(func.count()).where(awaited, OutboxEvent.next_attempt_at <= now)
    carts = select(Cart.id).where(Cart.account_id.is_(None), Cart.changed_at < unused_since)
    log_ins = select(LoginSession.id).where(LoginSession.expires_at < unused_since)
    is_anything_left_behind = or_(carts.exists(), log_ins.exists())
    found = select(reservations.scalar_subquery(), events.scalar_subquery(), is_anything_left_behind)
    return StaleWork(*session.execute(found).one())


def purge_before(session: Session, moment: datetime) -> int:
    """Deletes what nothing needs any more, at most FORGOTTEN_MAX rows of each; effects keep their natural keys."""
    settled = func.cardinality(OutboxEvent.awaiting) == 0
    events = _deletions(OutboxEvent.id, settled, OutboxEvent.occurred_at < moment)
    entries = _deletions(InboxEntry.event_id, InboxEntry.handled_at < moment)
    keys = _deletions(IdempotencyKey.key, IdempotencyKey.created_at < moment)
    return session.scalars(select(events + entries + keys)).one()


def _deletions(key: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    some = select(key).where(*conditions).limit(PURGED_MAX)
    deleted = delete(key.class_).where(key.in_(some)).returning(key).cte()
    return select(func.count()).select_from(deleted).scalar_subquery()
