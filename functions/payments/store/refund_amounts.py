"""Checks a refund's amount against the order's payment and the limit of the caller's role."""

from sqlalchemy.orm import Session

from db.models.payments import Payment
from functions.payments import rules
from functions.payments.errors import RefundAboveLimit, RefundTooLarge
from functions.payments.queries import requested_minor
from functions.runtime.callers import Staff


def check_amount(session: Session, payment: Payment, amount_minor: int, caller: Staff) -> None:
    """Raises RefundTooLarge if the locked payment has less left, RefundAboveLimit if the caller's role permits less."""
    requested = requested_minor(session, payment.order_id)
    remaining = rules.refundable(payment.captured_minor, payment.refunded_minor, requested)
    if amount_minor > remaining:
        raise RefundTooLarge(f"At most {remaining} minor units can still be refunded.", refundable_minor=remaining)
    limit = caller.permissions["payments.refund"]
    if rules.exceeds_limit(amount_minor, payment.refunded_minor + requested, limit):
        advice = f"It may refund {limit} minor units of an order in all; ask a member of the staff with a higher limit."
        raise RefundAboveLimit(advice, limit_minor=limit)
