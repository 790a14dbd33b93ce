"""On shop.refund.requested.v1 — refunds what staff requested, at the payment provider.

A refund that the provider refuses blocks nothing: staff see it with the order, and settle it with resolve_refund.
"""

from db.models.payments import Payment, Refund
from eventing.events.payments import PaymentRefunded, RefundRequested
from functions.payments.errors import PaymentNotInState, ProviderRefused
from functions.payments.providers.configured import payment_provider
from functions.payments.providers.port import Provider
from functions.payments.queries import payment_to_change
from functions.payments.rules import refund as refund_booking
from functions.payments.rules import refund_key, repeated_refund
from functions.payments.store.ledger import post_entry
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation(provider=payment_provider)
def refund_payment(event: RefundRequested, *, shop: UnitOfWork, provider: Provider) -> None:
    payment = payment_to_change(shop.session, event.order_id)
    refund = shop.session.get(Refund, event.refund_id)
    if refund is None or refund.order_id != payment.order_id:
        raise PaymentNotInState(f"Refund {event.refund_id} was not requested.", state=payment.state)
    if refund.state in {"requested", "retrying"}:
        _refund(shop, payment, refund, provider)
    if refund.state == "done":
        shop.announce(
            PaymentRefunded(
                order_id=payment.order_id,
                refund_id=refund.id,
                amount_minor=refund.amount_minor,
                currency=refund.currency,
                left_minor=payment.captured_minor - payment.refunded_minor,
            )
        )


def _refund(shop: UnitOfWork, payment: Payment, refund: Refund, provider: Provider) -> None:
    assert payment.provider_reference is not None
    try:
        provider.refund(payment.provider_reference, refund.amount_minor, refund_key(refund.id, refund.attempt))
    except ProviderRefused as refusal:
        refund.state = "failed" if refund.state == "retrying" else "refused"
        refund.refusal_code = str(refusal.members["code"])
        return
    _book(shop, payment, refund)
    refund.state, refund.refusal_code = "done", None


def _book(shop: UnitOfWork, payment: Payment, refund: Refund) -> None:
    if refund.state == "retrying":
        # It was booked before its first attempt failed.
        post_entry(shop, payment, f"{refund.id}:refund:v{refund.attempt}", repeated_refund(refund.amount_minor))
        return
    payment.refunded_minor += refund.amount_minor
    post_entry(shop, payment, f"{refund.id}:refund", refund_booking(refund.amount_minor))
