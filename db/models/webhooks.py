"""Defines the tables of outgoing webhooks: other servers' endpoints that receive events, and the messages to each."""

import uuid
from datetime import datetime
from typing import Literal

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table, new_key

SCHEMA = {"schema": "messaging"}
WebhookState = Literal["active", "paused"]
DeliveryState = Literal["owed", "delivered", "given-up"]
# Why the delivery failed, if the endpoint returned no 2xx status.
DeliveryFailure = Literal["status", "timeout", "no-connection", "not-public", "certificate"]


class Webhook(Table):
    """An endpoint; each operation that queues a message for it, claims it, or ends a claim locks its row."""

    __tablename__ = "webhooks"
    __table_args__ = (CheckConstraint("state IN ('active', 'paused')", name="state"), SCHEMA)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    url: Mapped[str]
    event_types: Mapped[list[str]] = mapped_column(JSONB)
    state: Mapped[WebhookState] = mapped_column(Text)
    secret: Mapped[bytes]
    # The previous secret, which also signs until then.
    previous_secret: Mapped[bytes | None]
    previous_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    # When the next of its deliveries is due; null if none is owed.
    next_attempt_at: Mapped[datetime | None]
    # Nothing is sent before this time: the endpoint is claimed by a sender, or pauses after failures in a row.
    rests_until: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(BigInteger)


class WebhookMessage(Table):
    """A message for an endpoint; its id is the webhook-id. It outlives its endpoint, until it is purged."""

    __tablename__ = "webhook_messages"
    __table_args__ = (
        CheckConstraint("state IN ('owed', 'delivered', 'given-up')", name="state"),
        Index("ix_webhook_messages_owed", "webhook_id", "next_attempt_at", postgresql_where=text("state = 'owed'")),
        Index("ix_webhook_messages_log", "webhook_id", "created_at", "id"),
        Index("ix_webhook_messages_created_at", "created_at"),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    webhook_id: Mapped[uuid.UUID]
    event_type: Mapped[str]
    # The body that is signed and sent, byte for byte.
    body: Mapped[str]
    state: Mapped[DeliveryState] = mapped_column(Text)
    created_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(BigInteger)
    next_attempt_at: Mapped[datetime]
    give_up_at: Mapped[datetime]
    last_attempt_at: Mapped[datetime | None]
    # Of the last attempt: the status of the answer, and the failure.
    last_status: Mapped[int | None] = mapped_column(BigInteger)
    last_failure: Mapped[DeliveryFailure | None] = mapped_column(Text)
