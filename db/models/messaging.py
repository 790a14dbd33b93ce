"""Defines the tables of messaging: outbox, inbox, dead letters, idempotency keys and the staff's activity log."""

import uuid
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, Uuid, func, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table, new_key

SCHEMA = {"schema": "messaging"}
DeadLetterState = Literal["open", "replayed", "discarded", "overtaken"]
StaffActionName = Literal[
    "add-order-note", "adjust-stock", "archive-product", "cancel-order", "change-order-address", "change-person",
    "change-product", "change-promotion", "correct-parcel", "create-api-key", "create-product", "create-promotion",
    "decide-return", "discard-dead-letter", "end-api-key", "end-person-sessions", "end-promotion", "ship-order",
    "enrol-second-factor", "forget-second-factor", "import-products", "invite-person", "mark-order-delivered",
    "publish-product", "put-carrier", "put-role", "receive-return", "release-rest", "remove-role", "replay-dead-letter",
    "replay-dead-letters", "request-refund", "request-return", "resolve-refund", "set-prices"]  # fmt: skip
ACTIVITY_SORTED = [("at",), *((name, "at", "id") for name in ("action", "actor", "subject"))]


class OutboxEvent(Table):
    """An event to be sent until `awaiting` is empty; its id is the CloudEvent's."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "next_attempt_at", postgresql_where=text("cardinality(awaiting) > 0")),
        Index("ix_outbox_settled", "occurred_at", postgresql_where=text("cardinality(awaiting) = 0")),
        Index("ix_outbox_subject", "subject"),
        SCHEMA,
    )

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=lambda: str(new_key()))
    type: Mapped[str]
    subject: Mapped[str]
    occurred_at: Mapped[datetime]
    data: Mapped[dict[str, Any]]
    traceparent: Mapped[str]
    tracestate: Mapped[str] = mapped_column(server_default="")
    request_id: Mapped[str]
    awaiting: Mapped[list[str]]
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    # When the event becomes a dead letter. `failures` has the last one of each consumer, as `code` and `cause`.
    give_up_at: Mapped[datetime] = mapped_column(server_default=text("now() + interval '1 day'"))
    failures: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")


OWED = func.cardinality(OutboxEvent.awaiting) > 0  # Some consumer has not acknowledged it.


class InboxEntry(Table):
    """An event that a consumer has handled."""

    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_handled_at", "handled_at"), SCHEMA)

    event_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True)
    consumer: Mapped[str] = mapped_column(primary_key=True)
    handled_at: Mapped[datetime]


class DeadLetter(Table):
    """An event that a consumer rejected, or that was given up, and the cause; `overtaken` if it was handled later."""

    __tablename__ = "dead_letters"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'replayed', 'discarded', 'overtaken')", name="state"),
        UniqueConstraint("event_id", "consumer"),
        Index("ix_dead_letters_state", "state", "stored_at"),
        Index("ix_dead_letters_stored_at", "stored_at"),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    event_id: Mapped[str]
    event_type: Mapped[str]
    consumer: Mapped[str]
    attributes: Mapped[dict[str, Any]]
    data: Mapped[dict[str, Any]]
    # The received bytes, if they are not an event that `data` can hold; cut if they are too many.
    raw: Mapped[bytes | None]
    cause_code: Mapped[str]
    cause: Mapped[str]
    authentic: Mapped[bool]
    state: Mapped[DeadLetterState] = mapped_column(Text, default="open")
    stored_at: Mapped[datetime]
    replayed_at: Mapped[datetime | None]
    replays: Mapped[int] = mapped_column(default=0)


class IdempotencyKey(Table):
    """The stored response to a caller's idempotency key."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index("ix_idempotency_keys_created_at", "created_at"), SCHEMA)

    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    status: Mapped[int]
    body: Mapped[bytes]
    media_type: Mapped[str]
    created_at: Mapped[datetime]


class StaffAction(Table):
    """An entry of the staff's activity log."""

    __tablename__ = "staff_actions"
    __table_args__ = (*(Index(f"ix_staff_actions_{by[0]}", *by) for by in ACTIVITY_SORTED), SCHEMA)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    actor: Mapped[str]
    action: Mapped[StaffActionName] = mapped_column(Text)
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]]
    at: Mapped[datetime]
