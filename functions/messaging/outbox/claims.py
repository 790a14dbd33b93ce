"""Claims due events in the outbox and records the outcome of sending them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from db.models.messaging import OWED, OutboxEvent
from eventing.subscribers import SIDE_EVENTS
from eventing.times import LEASE
from functions.messaging.rules import wait_after_refusal, wait_for_acknowledgement

IS_SIDE_EVENT = OutboxEvent.type.in_(SIDE_EVENTS)


def claim(session: Session, now: datetime, at_most: int, *only: ColumnElement[bool]) -> Sequence[OutboxEvent]:
    """Claims up to `at_most` due events that meet the conditions `only`, the oldest first.

    No other relay gets them before their lease ends.
    """
    due = (
        select(OutboxEvent.id)
        .where(OWED, OutboxEvent.next_attempt_at <= now, *only)
        .order_by(OutboxEvent.next_attempt_at, OutboxEvent.id)
        .limit(at_most)
        .with_for_update(skip_locked=True)
        # A plain subquery may run once per row, and each run locks other rows, so more than `at_most` in all.
        .cte("due")
        .prefix_with("MATERIALIZED")
    )
    claimed = (
        update(OutboxEvent)
        .where(OutboxEvent.id.in_(select(due.c.id)))
        .values(attempts=OutboxEvent.attempts + 1, next_attempt_at=now + LEASE)
        .returning(OutboxEvent)
    )
    # PostgreSQL returns updated rows in the order of its plan.
    return sorted(session.scalars(claimed), key=lambda event: (event.occurred_at, event.id))


def mark_sent(session: Session, event: OutboxEvent, now: datetime) -> None:
    """Records that the Broker accepted the event; it is sent again if a consumer does not acknowledge it."""
    _schedule(session, event, now + wait_for_acknowledgement(event.attempts), sent_at=now)


def mark_refused(session: Session, event: OutboxEvent) -> None:
    """Schedules the next attempt, counted from the claim: waiting for a Broker that hung is part of the delay."""
    claimed_at = event.next_attempt_at - LEASE
    _schedule(session, event, claimed_at + wait_after_refusal(event.attempts), sent_at=event.sent_at)


def time_to_next(sessions: Callable[[], Session], clock: Callable[[Session], datetime]) -> timedelta | None:
    """The time until the next event is due; None if no event is pending."""
    with sessions() as session:
        next_at = session.scalar(select(func.min(OutboxEvent.next_attempt_at)).where(OWED))
        return None if next_at is None else next_at - clock(session)


def _schedule(session: Session, event: OutboxEvent, at: datetime, *, sent_at: datetime | None) -> None:
    session.execute(
        update(OutboxEvent)
        # A replay may have rescheduled the event in between; its time is kept.
        .where(OutboxEvent.id == event.id, OutboxEvent.attempts == event.attempts)
        .values(next_attempt_at=at, sent_at=sent_at)
        .execution_options(synchronize_session=False)
    )
