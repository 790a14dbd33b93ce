"""POST /api/staff/webhooks — sends the chosen events to an endpoint from now on, signed with a secret of its own."""

from typing import Annotated

from pydantic import Field

from db.models.webhooks import Webhook
from functions.messaging.webhooks.contract import WebhookEvents
from functions.messaging.webhooks.endpoints import WEBHOOKS_MAX, all_webhooks
from functions.messaging.webhooks.errors import TooManyWebhooks
from functions.messaging.webhooks.signing import as_text, new_secret
from functions.messaging.webhooks.targets import URL_LENGTH_MAX, check_url
from functions.messaging.webhooks.views import WebhookView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from functions.runtime.settings import settings


class CreateWebhook(Request):
    """`url` is an HTTPS URL of a server on the internet."""

    url: Annotated[str, Field(max_length=URL_LENGTH_MAX)]
    event_types: WebhookEvents


class CreatedWebhook(Reply):
    """The created webhook; the endpoint checks signatures with `secret`, which is never shown again."""

    secret: str
    webhook: WebhookView


@http_operation(permission="webhooks.change", status=201, errors=(TooManyWebhooks,))
def create_webhook(command: CreateWebhook, *, caller: Staff, shop: UnitOfWork) -> CreatedWebhook:
    check_url(command.url, allows_any=settings().webhook_targets == "any")
    if len(all_webhooks(shop)) >= WEBHOOKS_MAX:
        raise TooManyWebhooks
    secret = new_secret()
    webhook = Webhook(url=command.url, event_types=sorted(set(command.event_types)), state="active", secret=secret)
    webhook.created_at, webhook.failures = shop.now, 0
    shop.session.add(webhook)
    shop.session.flush()
    # By a name that the release before knows; its own is written from the next one on (decision 42).
    shop.record(caller, "change-person", command.url, {"webhook": {"event_types": webhook.event_types}})
    return CreatedWebhook(secret=as_text(secret), webhook=WebhookView.of(webhook))
