"""DELETE /api/staff/webhooks/{id} — ends a webhook; messages that are still owed to its endpoint are not sent."""

from uuid import UUID

from functions.messaging.webhooks.endpoints import webhook_to_change
from functions.messaging.webhooks.errors import WebhookUnknown
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class EndWebhook(Request):
    id: UUID


@http_operation(permission="webhooks.change", status=204, errors=(WebhookUnknown,))
def end_webhook(command: EndWebhook, *, caller: Staff, shop: UnitOfWork) -> None:
    webhook = webhook_to_change(shop, command.id)
    shop.session.delete(webhook)
    # By a name that the release before knows; its own is written from the next one on (decision 42).
    shop.record(caller, "change-person", webhook.url, {"webhook": None})
