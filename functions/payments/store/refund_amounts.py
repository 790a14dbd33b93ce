"""Checks how much of an order its payment and the caller's role allow to refund."""

from sqlalchemy.orm import Session

from db.models.payments import Payment
from functions.payments import rules
from functions.payments.errors import RefundAboveLimit, RefundTooLarge
from functions.payments.queries import requested_minor
from functions.runtime.callers import Staff


def check_amount(session: Session, payment: Payment, amount_minor: int, caller: Staff) -> None:
    """Raises RefundTooLarge or RefundAboveLimit if the locked payment cannot, or the caller may not, refund it."""
    requested = requested_minor(session, payment.order_id)
    remaining = rules.refundable(payment.captured_minor, payment.refunded_minor, requested)
    if amount_minor > remaining:
        raise RefundTooLarge(f"At most {remaining} minor units can still be refunded.", refundable_minor=remaining)
    limit = caller.permissions["payments.refund"]
    if rules.exceeds_limit(amount_minor, payment.refunded_minor + requested, limit):
        advice = f"It may refund {limit} minor units of an order in all; ask a member of the staff with a higher limit."
        raise RefundAboveLimit(advice, limit_minor=limit)
