"""One call, one transaction: what an operation reads, writes and announces stands or falls together."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import any_, literal, select, update
from sqlalchemy.orm import Session

from db.models.messaging import OutboxEvent, StaffAction
from eventing.events import Event
from eventing.subscribers import SUBSCRIBERS
from functions.runtime.callers import Caller
from functions.runtime.telemetry.context import about, current_trace
from functions.runtime.telemetry.metrics import Labels, metrics


@dataclass(slots=True)
class UnitOfWork:
    """What an operation receives as `shop`. It never commits: the adapter does, when the operation returns."""

    session: Session
    now: datetime
    # Whether the relay has something to do once this is committed.
    triggers_relay: bool = False
    _observed: list[tuple[str, Labels, float, tuple[float, ...]]] = field(default_factory=list)

    def announce(self, event: Event) -> None:
        """Records the event in the outbox, in this transaction; the relay sends it until every consumer has it."""
        about(**event.about)
        trace, awaiting = current_trace(), list(SUBSCRIBERS[event.TYPE])
        self.session.add(
            OutboxEvent(
                type=event.TYPE,
                subject=event.subject,
                occurred_at=self.now,
                data=event.model_dump(mode="json"),
                traceparent=trace.traceparent,
                request_id=trace.request_id,
                awaiting=awaiting,
                next_attempt_at=self.now,
            )
        )
        self.triggers_relay = self.triggers_relay or bool(awaiting)

    def expedite(self, consumer: str, subject: str, within: timedelta) -> None:
        """Has the relay come back within that time to what `consumer` has not handled yet of the subject's events."""
        by = self.now + within
        late = select(OutboxEvent.id).where(
            OutboxEvent.subject == subject,
            OutboxEvent.next_attempt_at > by,
            literal(consumer) == any_(OutboxEvent.awaiting),
        )
        # What is locked is being sent, or handled, right now.
        sooner = (
            update(OutboxEvent)
            .where(OutboxEvent.id.in_(late.with_for_update(skip_locked=True)))
            .values(next_attempt_at=by)
            .returning(OutboxEvent.id)
            .execution_options(synchronize_session=False)
        )
        self.triggers_relay = bool(self.session.scalars(sooner).all()) or self.triggers_relay

    def observe(self, metric: str, labels: Labels, seconds: float, bounds: tuple[float, ...]) -> None:
        """Counts it once this is committed."""
        self._observed.append((metric, labels, seconds, bounds))

    def count_observed(self) -> None:
        for observed in self._observed:
            metrics().observe(*observed)

    def record(self, caller: Caller, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> None:
        """Notes who of the staff did what, in this transaction."""
        self.session.add(
            StaffAction(actor=caller.name, action=action, subject=subject, detail=dict(detail or {}), at=self.now)
        )


@contextmanager
def transaction(
    sessions: Callable[[], Session], clock: Callable[[], datetime], after_commit: Callable[[], None]
) -> Iterator[UnitOfWork]:
    """Commits when the block ends, rolls back when it raises; `after_commit` runs when there is something to send."""
    with sessions() as session, session.begin():
        shop = UnitOfWork(session, clock())
        yield shop
    shop.count_observed()
    if shop.triggers_relay:
        after_commit()
