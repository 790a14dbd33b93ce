"""Sends the messages owed to one endpoint, one after the other, until an attempt fails or the time is over."""

import time
from collections import Counter
from uuid import UUID

from db.models.webhooks import WebhookMessage
from functions.messaging.rules import wait_after_failed_webhook
from functions.messaging.webhooks.calls import Outcome, Post
from functions.messaging.webhooks.claims import next_owed, release
from functions.messaging.webhooks.signing import signed_headers
from functions.runtime.database.unit_of_work import Begin, UnitOfWork
from functions.runtime.telemetry.context import log
from functions.runtime.telemetry.metrics import metrics


def send_owed(begin: Begin, post: Post, webhook_id: UUID, until: float) -> Counter[str]:
    """Sends, and counts attempts by the state of their message. No transaction is open while the endpoint is called."""
    states: Counter[str] = Counter()
    has_failed = False
    while True:
        with begin() as shop:
            found = next_owed(shop, webhook_id)
            headers = signed_headers(*found, shop.now) if found else {}
        if found is None:
            break
        webhook, delivery = found
        outcome = post(webhook.url, delivery.body.encode(), headers)
        with begin() as shop:
            states[_note(shop, delivery.id, outcome)] += 1
        has_failed = outcome.failure is not None
        if has_failed or time.monotonic() >= until:
            break
    with begin() as shop:
        release(shop, webhook_id, has_failed=has_failed)
    return states


def _note(shop: UnitOfWork, delivery_id: UUID, outcome: Outcome) -> str:
    """Records the attempt; returns the new state of the delivery."""
    delivery = shop.session.get(WebhookMessage, delivery_id)
    if delivery is None:
        return "purged"
    delivery.attempts += 1
    delivery.last_attempt_at, delivery.last_status, delivery.last_failure = shop.now, *outcome
    delivery.next_attempt_at = shop.now + wait_after_failed_webhook(delivery.attempts)
    if outcome.failure is None:
        delivery.state = "delivered"
    elif delivery.next_attempt_at > delivery.give_up_at:
        delivery.state = "given-up"
        about = {"webhook": str(delivery.webhook_id), "delivery": str(delivery_id), "failure": outcome.failure}
        metrics().count("cloudshop_webhooks_given_up_total", (outcome.failure,))
        log("gave a webhook up", level="warning", status=outcome.status, **about)
    return delivery.state
