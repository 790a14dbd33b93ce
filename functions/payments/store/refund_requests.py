"""Requests a refund of a payment; refund_payment carries it out."""

from uuid import UUID

from db.models.payments import Payment, Refund
from eventing.events.payments import RefundRequested
from functions.runtime.database.unit_of_work import UnitOfWork


def request(shop: UnitOfWork, payment: Payment, refund_id: UUID, amount_minor: int, reason: str) -> Refund:
    """Stores and announces the refund; the caller has locked the payment and checked the amount."""
    refund = Refund(
        id=refund_id,
        order_id=payment.order_id,
        amount_minor=amount_minor,
        currency=payment.currency,
        reason=reason,
        state="requested",
        attempt=1,
        requested_at=shop.now,
    )
    shop.session.add(refund)
    shop.announce(
        RefundRequested(
            order_id=refund.order_id, refund_id=refund.id, amount_minor=amount_minor, currency=refund.currency
        )
    )
    return refund
