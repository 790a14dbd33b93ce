"""GET /api/staff/webhooks — the endpoints that receive events of the shop, and the events that they can receive."""

from typing import Annotated

from pydantic import Field

from functions.messaging.webhooks.contract import WEBHOOK_EVENTS, WebhookEvents
from functions.messaging.webhooks.endpoints import WEBHOOKS_MAX, all_webhooks
from functions.messaging.webhooks.views import WebhookView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class ListWebhooks(Request):
    pass


class Webhooks(Reply):
    """All webhooks; `event_types` are the events that an endpoint can choose."""

    items: Annotated[list[WebhookView], Field(max_length=WEBHOOKS_MAX)]
    event_types: WebhookEvents


@http_operation(permission="webhooks.read")
def list_webhooks(_query: ListWebhooks, *, caller: Staff, shop: UnitOfWork) -> Webhooks:
    items = [WebhookView.of(webhook) for webhook in all_webhooks(shop)]
    return Webhooks(items=items, event_types=list(WEBHOOK_EVENTS))
