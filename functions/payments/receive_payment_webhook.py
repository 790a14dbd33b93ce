"""POST /api/payments/webhook — receives a notification of the payment provider.

A webhook decides nothing; it only makes another operation ask the provider sooner. For an open payment, that is
authorize_payment; for fees, disputes and failed refunds, record_provider_changes. For all others, the relay soon
redelivers the event of the waiting operation, which asks again with the same key. So webhooks may arrive twice, late,
in any order, or never.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from db.models.payments import Payment
from db.models.provider_webhooks import WebhookDelivery
from eventing.events.payments import PaymentAttempted, PaymentChangesReported
from functions.payments.errors import WebhookRefused
from functions.payments.providers.configured import webhook_scheme
from functions.payments.providers.webhook_kinds import CHANGES, DECLINES, WAITING
from functions.payments.providers.webhooks import Notice, WebhookScheme
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import File

# Longer than a call to the provider may take: if that call succeeds, nothing needs to be asked again.
GRACE = timedelta(seconds=5)


class Webhook(File):
    """The provider's JSON, byte for byte as it was signed."""

    @classmethod
    def media_type(cls) -> str:
        return "application/json"


@http_operation(errors=(WebhookRefused,), scheme=webhook_scheme)
def receive_payment_webhook(webhook: Webhook, *, shop: UnitOfWork, scheme: WebhookScheme) -> None:
    notice = scheme.verified(webhook.headers, webhook.content, shop.now)
    if not _is_new(shop, notice):
        return
    if notice.kind in CHANGES:
        _report_changes(shop, notice)
    elif notice.kind in WAITING and notice.order_id:
        _report_step(shop, notice)


def _report_changes(shop: UnitOfWork, notice: Notice) -> None:
    # Stripe names the order of some of them, and the payment of all.
    payment = _payment(shop, notice)
    if payment is None and notice.reference:
        by_reference = select(Payment).where(Payment.provider_reference == notice.reference)
        payment = shop.session.scalar(by_reference)
    if payment is not None:
        shop.announce(PaymentChangesReported(order_id=payment.order_id))


def _report_step(shop: UnitOfWork, notice: Notice) -> None:
    if (open_payment := _open_payment(shop, notice)) is not None:
        if notice.kind in DECLINES:
            _count_decline(shop, notice, open_payment)
        shop.announce(PaymentAttempted(order_id=open_payment.order_id))
    else:
        shop.expedite(WAITING[notice.kind], notice.order_id, within=GRACE)


def _count_decline(shop: UnitOfWork, notice: Notice, payment: Payment) -> None:
    delivery = shop.session.get_one(WebhookDelivery, notice.id)
    delivery.declined_order_id = payment.order_id


def _open_payment(shop: UnitOfWork, notice: Notice) -> Payment | None:
    payment = _payment(shop, notice)
    return payment if payment is not None and payment.state == "open" else None


def _payment(shop: UnitOfWork, notice: Notice) -> Payment | None:
    try:
        order_id = UUID(notice.order_id)
    except ValueError:
        # The provider's account may have payments that are not of this shop.
        return None
    return shop.session.get(Payment, order_id)


def _is_new(shop: UnitOfWork, notice: Notice) -> bool:
    delivery = {"id": notice.id, "kind": notice.kind, "received_at": shop.now}
    return insert_if_absent(shop.session, WebhookDelivery, **delivery)
