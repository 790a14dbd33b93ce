"""POST /api/staff/orders/{number}/refunds — requests a partial or full refund; refund_payment carries it out."""

from pydantic import Field

from db.models.base import new_key
from functions.payments.errors import OrderUnknown, OwnOrder, PaymentNotInState, RefundAboveLimit, RefundTooLarge
from functions.payments.queries import is_order_of, order_version, payment_by_number
from functions.payments.store.refund_amounts import check_amount
from functions.payments.store.refund_requests import request
from functions.payments.views import RefundView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber, ShortText
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request

AMOUNT_MINOR_MAX = 10**12


class RequestRefund(Request):
    number: OrderNumber
    reason: ShortText
    amount_minor: int = Field(ge=1, le=AMOUNT_MINOR_MAX)


@http_operation(
    permission="payments.refund",
    status=201,
    idempotent=True,
    errors=(OrderUnknown, OwnOrder, PaymentNotInState, RefundAboveLimit, RefundTooLarge),
)
def request_refund(command: RequestRefund, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> RefundView:
    payment = payment_by_number(shop.session, command.number)
    if payment is None or payment.state != "captured":
        state = "not decided" if payment is None else payment.state
        raise PaymentNotInState(f"The payment is {state}: only what was captured can be refunded.", state=state)
    if_match.check(order_version(shop.session, payment.order_id))
    if is_order_of(shop.session, payment.order_id, caller.id):
        raise OwnOrder
    check_amount(shop.session, payment, command.amount_minor, caller)
    refund = request(shop, payment, new_key(), command.amount_minor, command.reason)
    detail = {"refund_id": str(refund.id), "amount_minor": refund.amount_minor, "reason": refund.reason}
    shop.record(caller, "request-refund", command.number, detail)
    return RefundView.model_validate(refund)
