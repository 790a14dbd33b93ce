"""Finds the work of a sweep: overdue orders, reservations and messages, and when the next is due."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, String, cast, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models.closures import ClosedAccount
from db.models.inventory import Reservation
from db.models.messaging import OWED, DeadLetter, OutboxEvent
from db.models.orders import Order
from db.models.planned_prices import PlannedPrice
from db.models.webhooks import Webhook
from eventing.events.closures import AccountErasureDue
from eventing.events.stock import StockExpiryDue
from eventing.times import SWEEP_BATCH
from functions.runtime.database.unit_of_work import UnitOfWork


class StaleWork(NamedTuple):
    """The work that is overdue now, and when the next is due; None if nothing is owed or in progress."""

    orders: bool
    reservations: int
    due_events: int
    aged_events: bool
    dead_letters: bool
    webhooks: bool
    prices: bool
    closures: int
    next_due: datetime | None


def find_stale_work(session: Session, now: datetime) -> StaleWork:
    """Finds all of it in one statement, because each statement adds to the time of a cold sweep."""
    orders = select(Order.id).where(*_overdue(now)).exists()
    held = Reservation.state == "held"
    reservations = select(func.count()).where(held, Reservation.expires_at <= now, ~_is_owed(StockExpiryDue.TYPE))
    due = select(func.count()).where(OWED, OutboxEvent.next_attempt_at <= now)
    aged = exists().where(OWED, OutboxEvent.give_up_at <= now)
    letters = exists().where(DeadLetter.state == "open", DeadLetter.authentic)
    active = Webhook.state == "active"
    webhooks = exists().where(active, Webhook.next_attempt_at <= now)
    prices = exists(select(PlannedPrice.due_at).where(PlannedPrice.due_at <= now))
    is_due = ClosedAccount.due_at <= now, ~_is_owed(AccountErasureDue.TYPE)
    closures = select(func.count(ClosedAccount.due_at)).where(*is_due).scalar_subquery()
    next_due = func.least(
        _minimum(OutboxEvent.next_attempt_at, OWED),
        _minimum(Webhook.next_attempt_at, active),
        select(func.min(PlannedPrice.due_at)).scalar_subquery(),
        _minimum(Order.deadline_at, Order.deadline_at > now),
        _minimum(Reservation.expires_at, held, Reservation.expires_at > now),
    )
    counts = reservations.scalar_subquery(), due.scalar_subquery()
    found = select(orders, *counts, aged, letters, webhooks, prices, closures, next_due)
    return StaleWork(*session.execute(found).one())


def apply_prices(shop: UnitOfWork) -> int:
    """Has the catalog begin and end planned prices, SWEEP_BATCH at most; returns how many."""
    applied: int = shop.session.scalars(select(func.catalog.apply_planned_prices(shop.now, SWEEP_BATCH))).one()
    return applied


def overdue_orders(session: Session, now: datetime) -> list[tuple[UUID, str, str]]:
    """Id, number and state of up to SWEEP_BATCH orders past their deadline, the longest overdue first.

    An order of which an event is owed is late, but not stuck: the relay sends that event again.
    """
    query = select(Order.id, Order.number, Order.state).where(*_overdue(now))
    found = session.execute(query.order_by(Order.deadline_at).limit(SWEEP_BATCH))
    return [(row.id, row.number, row.state) for row in found]


def _overdue(now: datetime) -> tuple[ColumnElement[bool], ...]:
    is_owed = exists().where(OutboxEvent.subject == cast(Order.id, String), OWED)
    return Order.deadline_at <= now, ~is_owed


def _is_owed(event_type: str) -> ColumnElement[bool]:
    return exists().where(OutboxEvent.type == event_type, OWED)


def _minimum(moment: InstrumentedAttribute[Any], *where: ColumnElement[bool]) -> ScalarSelect[datetime]:
    return select(func.min(moment)).where(*where).scalar_subquery()
