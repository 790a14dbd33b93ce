"""Carries out what staff decide about a refused or failed refund: to retry, to settle, or to close it."""

from typing import Any

from db.models.payments import Payment, Refund
from eventing.events.payments import PaymentRefunded, RefundRequested
from functions.payments.errors import RefundOwed
from functions.payments.rules import settlement
from functions.payments.store.ledger import post_entry
from functions.runtime.database.unit_of_work import UnitOfWork


def try_again(shop: UnitOfWork, refund: Refund) -> None:
    refund.state = "requested" if refund.state == "refused" else "retrying"
    refund.attempt += 1
    refund.requested_at = shop.now
    shop.announce(RefundRequested(**_facts(refund)))


def settle(shop: UnitOfWork, payment: Payment, refund: Refund, settled_by: str) -> None:
    booking = settlement(refund.amount_minor, is_owed=refund.state == "failed")
    post_entry(shop, payment, f"{refund.id}:settlement", booking)
    if refund.state == "refused":
        payment.refunded_minor += refund.amount_minor
        left_minor = payment.captured_minor - payment.refunded_minor
        shop.announce(PaymentRefunded(**_facts(refund), left_minor=left_minor))
    refund.state, refund.settled_by = "done", settled_by


def close(refund: Refund, because: str) -> None:
    """Closes the refund without refunding anything; raises RefundOwed if the shop owes the amount to the shopper."""
    if refund.state == "failed":
        raise RefundOwed("Have the provider try again, or say in which other way the shopper got the money.")
    refund.closed_because = because


def _facts(refund: Refund) -> dict[str, Any]:
    return {
        "order_id": refund.order_id,
        "refund_id": refund.id,
        "amount_minor": refund.amount_minor,
        "currency": refund.currency,
    }
