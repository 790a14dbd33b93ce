"""GET /api/staff/webhooks/{id}/deliveries — the messages that were or are to be sent to an endpoint, newest first."""

from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import select

from db.models.webhooks import DeliveryState, WebhookMessage
from functions.messaging.webhooks.views import WebhookDeliveryView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import Cursor, CursorText, PageRequest, Rows, select_page
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply


class ListWebhookDeliveries(PageRequest):
    """Filters by state; `id` is the webhook's."""

    id: UUID
    state: DeliveryState | None = None


class DeliveryPosition(Cursor):
    created_at: AwareDatetime
    id: UUID


class WebhookDeliveries(Reply):
    items: Rows[WebhookDeliveryView]
    next_cursor: CursorText | None


@http_operation(permission="webhooks.read")
def list_webhook_deliveries(query: ListWebhookDeliveries, *, caller: Staff, shop: UnitOfWork) -> WebhookDeliveries:
    wanted = select(WebhookMessage).where(WebhookMessage.webhook_id == query.id)
    if query.state is not None:
        wanted = wanted.where(WebhookMessage.state == query.state)
    found = select_page(shop.session, wanted, query, DeliveryPosition, descending=True)
    shown = [WebhookDeliveryView.of(each) for each in found.rows]
    return WebhookDeliveries(items=shown, next_cursor=found.next_cursor)
