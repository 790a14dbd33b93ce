"""Renders webhooks and their deliveries for staff, without their secrets."""

import hashlib
from datetime import datetime
from uuid import UUID

from db.models.webhooks import DeliveryFailure, DeliveryState, Webhook, WebhookMessage, WebhookState
from functions.messaging.webhooks.contract import WebhookEvent, WebhookEvents
from functions.runtime.http.replies import Reply


class WebhookView(Reply):
    """An endpoint; `failures` is how often it has failed in a row, and `next_attempt_at` when it is called next.

    Until `previous_secret_until`, the previous secret signs too. A change sends `revision`, in quotes, as If-Match.
    """

    id: UUID
    url: str
    event_types: WebhookEvents
    state: WebhookState
    created_at: datetime
    failures: int
    next_attempt_at: datetime | None
    previous_secret_until: datetime | None
    revision: str

    @classmethod
    def of(cls, webhook: Webhook) -> "WebhookView":
        names = set(cls.model_fields) - {"previous_secret_until", "revision"}
        shown = {name: getattr(webhook, name) for name in names}
        return cls(**shown, previous_secret_until=webhook.previous_until, revision=version_of(webhook))


def version_of(webhook: Webhook) -> str:
    """The version of what staff set: a new secret makes another one, and an attempt to send does not."""
    until = webhook.previous_until.timestamp() if webhook.previous_until is not None else None
    return hashlib.sha256(repr((webhook.event_types, webhook.state, until)).encode()).hexdigest()[:16]


class WebhookDeliveryView(Reply):
    """A message; `last_status` and `last_failure` are those of its last attempt.

    `next_attempt_at` is null unless it is owed.
    """

    id: UUID
    event_type: WebhookEvent
    body: str
    state: DeliveryState
    created_at: datetime
    attempts: int
    next_attempt_at: datetime | None
    last_attempt_at: datetime | None
    last_status: int | None
    last_failure: DeliveryFailure | None

    @classmethod
    def of(cls, delivery: WebhookMessage) -> "WebhookDeliveryView":
        names = set(cls.model_fields) - {"next_attempt_at"}
        shown = {name: getattr(delivery, name) for name in names}
        return cls(**shown, next_attempt_at=delivery.next_attempt_at if delivery.state == "owed" else None)
