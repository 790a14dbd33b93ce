"""Queues messages for the endpoints of webhooks, each of which is locked while it is changed or gets a message."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from db.models.webhooks import Webhook, WebhookMessage
from eventing.times import WEBHOOK_GIVE_UP_AFTER
from functions.messaging.webhooks.errors import WebhookUnknown
from functions.runtime.database.unit_of_work import UnitOfWork

WEBHOOKS_MAX = 10


def webhook_to_change(shop: UnitOfWork, webhook_id: UUID) -> Webhook:
    """The webhook, locked; raises WebhookUnknown."""
    webhook = shop.session.get(Webhook, webhook_id, with_for_update=True)
    if webhook is None:
        raise WebhookUnknown(f"There is no webhook {webhook_id}.")
    return webhook


def queue(shop: UnitOfWork, event_type: str, body: str) -> bool:
    """Queues the message for every endpoint that chose its event; returns whether any did.

    The lock serializes this with the end of a claim, which looks for messages that are still owed.
    """
    active = select(Webhook).where(Webhook.state == "active").order_by(Webhook.id).with_for_update()
    wanting = [each for each in shop.session.scalars(active) if event_type in each.event_types]
    for webhook in wanting:
        delivery = WebhookMessage(webhook_id=webhook.id, event_type=event_type, body=body, created_at=shop.now)
        owe(webhook, delivery, shop.now)
        shop.session.add(delivery)
    return bool(wanting)


def owe(webhook: Webhook, delivery: WebhookMessage, now: datetime) -> None:
    """Makes the delivery due now, however often it was tried or sent."""
    delivery.state, delivery.attempts, delivery.next_attempt_at = "owed", 0, now
    delivery.give_up_at = now + WEBHOOK_GIVE_UP_AFTER
    make_due(webhook, now)


def make_due(webhook: Webhook, now: datetime) -> None:
    """Makes the endpoint due: now, or at the end of its pause after failures."""
    soonest = max(now, webhook.rests_until or now)
    webhook.next_attempt_at = min(webhook.next_attempt_at or soonest, soonest)


def all_webhooks(shop: UnitOfWork) -> Sequence[Webhook]:
    return shop.session.scalars(select(Webhook).order_by(Webhook.created_at, Webhook.id).limit(WEBHOOKS_MAX)).all()
