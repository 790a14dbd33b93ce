"""POST /api/staff/webhooks/deliveries/{id}/resend — sends a message again, with the same id and body."""

from collections.abc import Callable
from uuid import UUID

from db.models.webhooks import Webhook, WebhookMessage
from functions.messaging.webhooks.endpoints import owe
from functions.messaging.webhooks.errors import WebhookDeliveryUnknown
from functions.messaging.webhooks.views import WebhookDeliveryView
from functions.runtime.adapters.dependencies import webhooks_trigger
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class ResendWebhook(Request):
    id: UUID


@http_operation(permission="webhooks.resend", errors=(WebhookDeliveryUnknown,), trigger_webhooks=webhooks_trigger)
def resend_webhook(
    command: ResendWebhook, *, caller: Staff, shop: UnitOfWork, trigger_webhooks: Callable[[], None]
) -> WebhookDeliveryView:
    delivery = shop.session.get(WebhookMessage, command.id)
    webhook = None if delivery is None else shop.session.get(Webhook, delivery.webhook_id, with_for_update=True)
    if delivery is None or webhook is None:
        raise WebhookDeliveryUnknown("It was purged, or its webhook has ended.")
    owe(webhook, delivery, shop.now)
    shop.after_commit.append(trigger_webhooks)
    # By a name that the release before knows; its own is written from the next one on (decision 42).
    shop.record(caller, "replay-dead-letter", str(delivery.id), {"webhook": webhook.url})
    return WebhookDeliveryView.of(delivery)
