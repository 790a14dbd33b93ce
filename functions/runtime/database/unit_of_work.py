"""Provides the unit of work: an operation's reads, writes and events in one transaction."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import any_, func, literal, select, update
from sqlalchemy.orm import Session

from db.models.messaging import OutboxEvent, StaffAction, StaffActionName
from eventing.events import Event
from eventing.subscribers import SUBSCRIBERS
from eventing.times import give_up_after
from functions.runtime.callers import Caller
from functions.runtime.telemetry.context import about, current_trace
from functions.runtime.telemetry.metrics import Labels, metrics

# The time of a session's transaction.
Clock = Callable[[Session], datetime]


def database_time(session: Session) -> datetime:
    """The time at which the session's transaction began, by the database's clock, which all processes share."""
    # The session itself would write what is pending first.
    moment: datetime = session.connection().execute(select(func.now())).scalar_one()
    return moment


@dataclass(slots=True)
class UnitOfWork:
    """What an operation receives as `shop`. The adapter commits it, then calls the relay and `after_commit`."""

    session: Session
    clock: Clock = database_time
    triggers_relay: bool = False
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    _observed: list[tuple[str, Labels, float, tuple[float, ...]]] = field(default_factory=list)
    _now: datetime | None = None

    @property
    def now(self) -> datetime:
        """The time of the transaction, from which all expiry times are computed."""
        if self._now is None:
            self._now = self.clock(self.session)
        return self._now

    def announce(self, event: Event) -> None:
        """Adds the event to the outbox; the relay sends it until every consumer has acknowledged it."""
        about(**event.about)
        trace, awaiting = current_trace(), list(SUBSCRIBERS[event.TYPE])
        self.session.add(
            OutboxEvent(
                type=event.TYPE,
                subject=event.subject,
                occurred_at=self.now,
                data=event.model_dump(mode="json"),
                traceparent=trace.traceparent,
                tracestate=trace.tracestate,
                request_id=trace.request_id,
                awaiting=awaiting,
                next_attempt_at=self.now,
                give_up_at=self.now + give_up_after(event.TYPE),
            )
        )
        self.triggers_relay = self.triggers_relay or bool(awaiting)

    def expedite(self, consumer: str, subject: str, within: timedelta) -> None:
        """Makes the relay resend, within that time, the subject's events that `consumer` has not handled yet."""
        by = self.now + within
        late = select(OutboxEvent.id).where(
            OutboxEvent.subject == subject,
            OutboxEvent.next_attempt_at > by,
            literal(consumer) == any_(OutboxEvent.awaiting),
        )
        # A locked event is being sent or handled at this moment.
        sooner = (
            update(OutboxEvent)
            .where(OutboxEvent.id.in_(late.with_for_update(skip_locked=True)))
            .values(next_attempt_at=by)
            .returning(OutboxEvent.id)
            .execution_options(synchronize_session=False)
        )
        self.triggers_relay = bool(self.session.scalars(sooner).all()) or self.triggers_relay

    def observe(self, metric: str, labels: Labels, seconds: float, bounds: tuple[float, ...]) -> None:
        """Observes a metric, once the transaction is committed."""
        self._observed.append((metric, labels, seconds, bounds))

    def count_observed(self) -> None:
        for observed in self._observed:
            metrics().observe(*observed)

    def record(
        self, caller: Caller, action: StaffActionName, subject: str, detail: Mapping[str, Any] | None = None
    ) -> None:
        """Adds an entry to the staff's activity log."""
        self.session.add(
            StaffAction(actor=caller.name, action=action, subject=subject, detail=dict(detail or {}), at=self.now)
        )


# Begins a transaction, for operations that need more than one.
Begin = Callable[[], AbstractContextManager[UnitOfWork]]


@contextmanager
def transaction(
    sessions: Callable[[], Session], clock: Clock, after_commit: Callable[[], None]
) -> Iterator[UnitOfWork]:
    """Commits at the end of the block, or rolls back if it raises; then calls `after_commit` if the relay has work."""
    with sessions() as session, session.begin():
        shop = UnitOfWork(session, clock)
        yield shop
    shop.count_observed()
    for trigger in shop.after_commit:
        trigger()
    if shop.triggers_relay:
        after_commit()
