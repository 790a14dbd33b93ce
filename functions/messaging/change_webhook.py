"""PATCH /api/staff/webhooks/{id} — changes which events an endpoint receives, pauses it, or gives it another secret."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from db.models.webhooks import Webhook, WebhookState
from functions.messaging.webhooks.contract import WebhookEvents
from functions.messaging.webhooks.endpoints import make_due, webhook_to_change
from functions.messaging.webhooks.errors import WebhookUnknown
from functions.messaging.webhooks.signing import as_text, new_secret
from functions.messaging.webhooks.views import WebhookView, version_of
from functions.runtime.adapters.dependencies import webhooks_trigger
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request

# The receiver has so long to enter the new secret.
OVERLAP = timedelta(days=1)


class ChangeWebhook(Request):
    """Omitted fields keep their values. A new secret signs at once, and the previous one for another day."""

    id: UUID
    event_types: WebhookEvents | None = None
    state: WebhookState | None = None
    rotates_secret: bool = False


class ChangedWebhook(Reply):
    """The changed webhook; `secret` is the new secret, which is never shown again, or null."""

    webhook: WebhookView
    secret: str | None


@http_operation(permission="webhooks.change", errors=(WebhookUnknown,), trigger_webhooks=webhooks_trigger)
def change_webhook(
    command: ChangeWebhook, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch, trigger_webhooks: Callable[[], None]
) -> ChangedWebhook:
    webhook = webhook_to_change(shop, command.id)
    if_match.check(version_of(webhook))
    detail: dict[str, Any] = command.model_dump(exclude={"id"}, exclude_none=True)
    if command.event_types is not None:
        webhook.event_types = sorted(set(command.event_types))
    if command.state is not None:
        webhook.state = command.state
    if command.state == "active":
        make_due(webhook, shop.now)
        shop.after_commit.append(trigger_webhooks)
    secret = _rotated(webhook, shop) if command.rotates_secret else None
    # By a name that the release before knows; its own is written from the next one on (decision 42).
    shop.record(caller, "change-person", webhook.url, {"webhook": detail})
    return ChangedWebhook(webhook=WebhookView.of(webhook), secret=secret)


def _rotated(webhook: Webhook, shop: UnitOfWork) -> str:
    webhook.previous_secret, webhook.previous_until = webhook.secret, shop.now + OVERLAP
    webhook.secret = new_secret()
    return as_text(webhook.secret)
