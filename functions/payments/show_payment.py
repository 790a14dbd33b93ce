"""GET /api/staff/orders/{number}/payment — an order's payment as the ledger has it, its refunds and its disputes."""

from db.models.payments import Payment, PaymentState
from functions.payments.errors import OrderUnknown, PaymentUnknown
from functions.payments.providers.dashboards import payment_page
from functions.payments.records.dispute_queries import disputes_of
from functions.payments.records.disputes import DisputeView
from functions.payments.records.queries import refunds_of, shown_payment
from functions.payments.views import RefundView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class ShowPayment(Request):
    number: OrderNumber


class PaymentRecord(Reply):
    """A payment, with its refunds and disputes, newest first."""

    state: PaymentState
    provider: str
    provider_reference: str | None
    amount_minor: int
    captured_minor: int
    refunded_minor: int
    currency: str
    refunds: list[RefundView]
    disputes: list[DisputeView]


@http_operation(permission="orders.read", errors=(OrderUnknown, PaymentUnknown))
def show_payment(query: ShowPayment, *, caller: Staff, shop: UnitOfWork) -> PaymentRecord:
    payment = shown_payment(shop.session, query.number)
    refunds = [RefundView.model_validate(each) for each in refunds_of(shop.session, payment.order_id)]
    url = payment_page(payment.provider, payment.provider_reference)
    disputes = [DisputeView.of(each, query.number, url) for each in disputes_of(shop.session, payment.order_id)]
    return _record(payment, refunds, disputes)


def _record(payment: Payment, refunds: list[RefundView], disputes: list[DisputeView]) -> PaymentRecord:
    return PaymentRecord(
        state=payment.state,
        provider=payment.provider,
        provider_reference=payment.provider_reference,
        amount_minor=payment.amount_minor,
        captured_minor=payment.captured_minor,
        refunded_minor=payment.refunded_minor,
        currency=payment.currency,
        refunds=refunds,
        disputes=disputes,
    )
