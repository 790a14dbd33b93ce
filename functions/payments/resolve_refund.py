"""POST /api/staff/orders/{number}/refunds/{id}/resolution — decides about a refund that was refused or has failed.

With `settled_by`, the amount was given back in that other way, such as by bank transfer; without it, the payment
provider is asked to try again.
"""

from typing import Any
from uuid import UUID

from db.models.payments import Payment, Refund
from eventing.events.payments import PaymentRefunded, RefundRequested
from functions.payments.errors import (
    OrderUnknown,
    OwnOrder,
    RefundAboveLimit,
    RefundNotOpen,
    RefundTooLarge,
    RefundUnknown,
)
from functions.payments.queries import is_order_of, payment_by_number
from functions.payments.rules import settlement
from functions.payments.store.ledger import post_entry
from functions.payments.store.refund_amounts import check_amount
from functions.payments.views import RefundView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber, ShortText
from functions.runtime.http.requests import Request


class ResolveRefund(Request):
    number: OrderNumber
    id: UUID
    settled_by: ShortText | None = None


# A refund can be decided about once, so no version is asked for: whoever comes second is refused.
@http_operation(
    permission="payments.refund",
    idempotent=True,
    errors=(OrderUnknown, OwnOrder, RefundUnknown, RefundNotOpen, RefundAboveLimit, RefundTooLarge),
)
def resolve_refund(command: ResolveRefund, *, caller: Staff, shop: UnitOfWork) -> RefundView:
    payment = payment_by_number(shop.session, command.number)
    refund = shop.session.get(Refund, command.id)
    if payment is None or refund is None or refund.order_id != payment.order_id:
        raise RefundUnknown(f"Order {command.number} has no refund {command.id}.")
    _check(shop, payment, refund, caller)
    if command.settled_by is None:
        _try_again(shop, refund)
    else:
        _settle(shop, payment, refund, command.settled_by)
    detail = {"refund_id": str(refund.id), "amount_minor": refund.amount_minor, "settled_by": command.settled_by}
    shop.record(caller, "resolve-refund", command.number, detail)
    return RefundView.model_validate(refund)


def _check(shop: UnitOfWork, payment: Payment, refund: Refund, caller: Staff) -> None:
    if is_order_of(shop.session, payment.order_id, caller.id):
        raise OwnOrder
    if refund.state not in {"refused", "failed"}:
        raise RefundNotOpen(f"The refund is {refund.state}.", state=refund.state)
    if refund.state == "refused":
        # Its amount was free for other refunds meanwhile; that of a failed one is booked.
        check_amount(shop.session, payment, refund.amount_minor, caller)


def _try_again(shop: UnitOfWork, refund: Refund) -> None:
    refund.state = "requested" if refund.state == "refused" else "retrying"
    refund.attempt += 1
    refund.requested_at = shop.now
    shop.announce(RefundRequested(**_facts(refund)))


def _settle(shop: UnitOfWork, payment: Payment, refund: Refund, settled_by: str) -> None:
    booking = settlement(refund.amount_minor, is_owed=refund.state == "failed")
    post_entry(shop, payment, f"{refund.id}:settlement", booking)
    if refund.state == "refused":
        payment.refunded_minor += refund.amount_minor
        shop.announce(PaymentRefunded(**_facts(refund)))
    refund.state, refund.settled_by = "done", settled_by


def _facts(refund: Refund) -> dict[str, Any]:
    return {
        "order_id": refund.order_id,
        "refund_id": refund.id,
        "amount_minor": refund.amount_minor,
        "currency": refund.currency,
    }
