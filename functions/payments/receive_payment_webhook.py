"""POST /api/payments/webhook — the payment provider tells what it did.

A webhook decides nothing: it has the operation that waits for this answer ask the provider again, with the key it
asked with before. So webhooks may come twice, late, in any order, or never.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from db.models.payments import WebhookDelivery
from functions.payments.errors import WebhookRefused
from functions.payments.providers.configured import webhook_scheme
from functions.payments.providers.webhooks import Notice, WebhookScheme
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import File

# Longer than a provider is waited for: who has the answer by then need not ask again.
GRACE = timedelta(seconds=5)

# Who waits for what: the simulator's kinds, then Stripe's.
WAITING: Mapping[str, str] = MappingProxyType(
    {
        "payment.authorized": "authorize-payment",
        "payment.declined": "authorize-payment",
        "payment.captured": "capture-payment",
        "payment.voided": "void-payment",
        "payment.refunded": "refund-payment",
        "payment_intent.amount_capturable_updated": "authorize-payment",
        "payment_intent.payment_failed": "authorize-payment",
        "payment_intent.succeeded": "capture-payment",
        "payment_intent.canceled": "void-payment",
        "charge.refunded": "refund-payment",
    }
)


class Webhook(File):
    """The provider's JSON, byte for byte as it was signed."""

    @classmethod
    def media_type(cls) -> str:
        return "application/json"


@http_operation(errors=(WebhookRefused,), scheme=webhook_scheme)
def receive_payment_webhook(webhook: Webhook, *, shop: UnitOfWork, scheme: WebhookScheme) -> None:
    notice = scheme.verified(webhook.headers, webhook.content, shop.now)
    if _is_new(shop, notice) and notice.kind in WAITING and notice.order_id:
        shop.expedite(WAITING[notice.kind], notice.order_id, within=GRACE)


def _is_new(shop: UnitOfWork, notice: Notice) -> bool:
    delivery = {"id": notice.id, "kind": notice.kind, "received_at": shop.now}
    return insert_if_absent(shop.session, WebhookDelivery, **delivery)
