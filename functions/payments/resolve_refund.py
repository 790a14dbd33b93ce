"""POST /api/staff/orders/{number}/refunds/{id}/resolution — decides about a refund that was refused or has failed.

`settled_by` names another way in which staff refunded the amount, such as a bank transfer. `closed_because` closes a
refused refund without refunding anything, for example because another refund did. Without either, the payment provider
is asked to try again.
"""

from typing import Self
from uuid import UUID

from pydantic import model_validator

from db.models.payments import Payment, Refund
from functions.payments.errors import (
    OrderUnknown,
    OwnOrder,
    RefundAboveLimit,
    RefundNotOpen,
    RefundOwed,
    RefundTooLarge,
    RefundUnknown,
)
from functions.payments.queries import is_order_of, payment_by_number
from functions.payments.store.refund_amounts import check_amount
from functions.payments.store.refund_decisions import close, settle, try_again
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
    closed_because: ShortText | None = None

    @model_validator(mode="after")
    def _decides_one_thing(self) -> Self:
        if self.settled_by is not None and self.closed_because is not None:
            raise ValueError("may name settled_by or closed_because, not both")
        return self


# A refund can be decided about once, so no version is asked for: the second request is refused.
@http_operation(
    permission="payments.refund",
    idempotent=True,
    errors=(OrderUnknown, OwnOrder, RefundUnknown, RefundNotOpen, RefundOwed, RefundAboveLimit, RefundTooLarge),
)
def resolve_refund(command: ResolveRefund, *, caller: Staff, shop: UnitOfWork) -> RefundView:
    payment = payment_by_number(shop.session, command.number)
    refund = shop.session.get(Refund, command.id)
    if payment is None or refund is None or refund.order_id != payment.order_id:
        raise RefundUnknown(f"Order {command.number} has no refund {command.id}.")
    _check(shop, payment, refund, caller)
    _decide(shop, payment, refund, command, caller)
    detail = {"refund_id": str(refund.id), "amount_minor": refund.amount_minor, "settled_by": command.settled_by}
    shop.record(caller, "resolve-refund", command.number, {**detail, "closed_because": command.closed_because})
    return RefundView.model_validate(refund)


def _check(shop: UnitOfWork, payment: Payment, refund: Refund, caller: Staff) -> None:
    if is_order_of(shop.session, payment.order_id, caller.id):
        raise OwnOrder
    if refund.state not in {"refused", "failed"} or refund.closed_because is not None:
        state = "closed" if refund.closed_because else refund.state
        raise RefundNotOpen(f"The refund is {state}.", state=refund.state)


def _decide(shop: UnitOfWork, payment: Payment, refund: Refund, command: ResolveRefund, caller: Staff) -> None:
    if command.closed_because is not None:
        close(refund, command.closed_because)
        return
    if refund.state == "refused":
        # Its amount was free for other refunds meanwhile; that of a failed one is booked.
        check_amount(shop.session, payment, refund.amount_minor, caller)
    if command.settled_by is None:
        try_again(shop, refund)
    else:
        settle(shop, payment, refund, command.settled_by)
