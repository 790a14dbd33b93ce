"""Claims endpoints with due messages, so that each is served by one sender and a slow one delays no other."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.webhooks import Webhook, WebhookMessage
from eventing.times import LEASE, WEBHOOK_PAUSE_MAX
from functions.messaging.rules import wait_after_failed_webhook
from functions.messaging.webhooks.endpoints import WEBHOOKS_MAX
from functions.runtime.database.unit_of_work import UnitOfWork


def claim(shop: UnitOfWork) -> list[UUID]:
    """Claims the endpoints with due messages; no other sender calls them until their lease ends."""
    due = (Webhook.state == "active", Webhook.next_attempt_at <= shop.now)
    oldest = select(Webhook).where(*due).order_by(Webhook.next_attempt_at).limit(WEBHOOKS_MAX)
    found = shop.session.scalars(oldest.with_for_update(skip_locked=True)).all()
    for webhook in found:
        webhook.next_attempt_at = webhook.rests_until = shop.now + LEASE
    return [webhook.id for webhook in found]


def next_owed(shop: UnitOfWork, webhook_id: UUID) -> tuple[Webhook, WebhookMessage] | None:
    """The endpoint and its next due message; None if nothing is due, or the endpoint is paused or ended."""
    due = select(Webhook, WebhookMessage).join(WebhookMessage, WebhookMessage.webhook_id == Webhook.id)
    wanted = due.where(
        Webhook.id == webhook_id,
        Webhook.state == "active",
        WebhookMessage.state == "owed",
        WebhookMessage.next_attempt_at <= shop.now,
    )
    oldest = wanted.order_by(WebhookMessage.next_attempt_at, WebhookMessage.id).limit(1)
    found = shop.session.execute(oldest).one_or_none()
    return None if found is None else (found[0], found[1])


def release(shop: UnitOfWork, webhook_id: UUID, *, has_failed: bool) -> None:
    """Ends a claim. An endpoint that has failed is left alone, for longer after each failure in a row."""
    webhook = shop.session.get(Webhook, webhook_id, with_for_update=True, populate_existing=True)
    if webhook is None:
        return
    webhook.failures = webhook.failures + 1 if has_failed else 0
    pause = min(wait_after_failed_webhook(webhook.failures), WEBHOOK_PAUSE_MAX)
    webhook.rests_until = shop.now + pause if has_failed else None
    owed = (WebhookMessage.webhook_id == webhook_id, WebhookMessage.state == "owed")
    following: datetime | None = shop.session.scalar(select(func.min(WebhookMessage.next_attempt_at)).where(*owed))
    webhook.next_attempt_at = following and max(following, webhook.rests_until or following)


def next_due(session: Session) -> datetime | None:
    """When the next endpoint is due; None if nothing is owed."""
    return session.scalar(select(func.min(Webhook.next_attempt_at)).where(Webhook.state == "active"))
