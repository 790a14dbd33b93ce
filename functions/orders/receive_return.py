"""POST /api/staff/orders/{number}/return/receipt — records the arrived items of a return, which refund_return refunds.

Items that are fit to be sold again go back into stock, damaged ones are written off, and missing ones are not refunded.
The refund of items that lost value by more use than trying them is reduced, for a reason that the shopper reads.
"""

from typing import Annotated

from pydantic import Field

from db.models.orders import Order
from db.models.returns import Return
from eventing.events.returns import ReturnReceived
from functions.orders import rules
from functions.orders.errors import (
    ItemsNotReturnable,
    OrderUnknown,
    OwnOrder,
    RefundAboveLimit,
    RefundNotAgreed,
    ReturnNotOpen,
)
from functions.orders.returns.errors import LostValueTooLarge
from functions.orders.returns.queries import returns_of
from functions.orders.returns.received_lines import Arrived, arrived_line
from functions.orders.returns.refund_amounts import check_amount, check_limit, compute_refund, record_received_lines
from functions.orders.returns.settlement import check_decision, return_to_decide, settle
from functions.orders.shipments.queries import shipments_of
from functions.orders.store.access import order_of, version_of
from functions.orders.store.transitions import Reason
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class ReceiveReturn(Request):
    """`lines` are the arrived items, none for a lost parcel. Staff agree to the refund that they were shown.

    Without `expected_refund_minor`, the response is a problem that names the amount, and nothing is written.
    """

    number: OrderNumber
    lines: Annotated[list[Arrived], Field(max_length=rules.LINES_MAX)]
    expected_refund_minor: int | None = Field(default=None, ge=0, le=rules.TOTAL_MINOR_MAX)


@http_operation(
    permission="orders.receive-return",
    errors=(
        *(OrderUnknown, OwnOrder, ReturnNotOpen, ItemsNotReturnable),
        *(LostValueTooLarge, RefundNotAgreed, RefundAboveLimit),
    ),
)
def receive_return(command: ReceiveReturn, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> OrderView:
    order = order_of(shop.session, command.number, caller, lock=True)
    if_match.check(version_of(order))
    returns, shipments = returns_of(shop.session, order), shipments_of(shop.session, order)
    received = return_to_decide(shop, order, returns, caller)
    check_decision(received, "received")
    record_received_lines(received, command.lines)
    received.state, received.received_at = "received", shop.now
    compute_refund(order, received, returns, shipments)
    check_limit(order, received.refund_minor, caller.permissions["orders.receive-return"])
    check_amount(received.refund_minor, command.expected_refund_minor, "refund")
    settle(shop, order, Reason("return_received", {"amount_minor": received.refund_minor}), caller.name)
    shop.announce(_announcement(order, received))
    detail = {"return_id": str(received.id), "refund_minor": received.refund_minor}
    shop.record(caller, "receive-return", order.number, detail)
    return OrderView.of_changed(shop.session, order, caller)


def _announcement(order: Order, received: Return) -> ReturnReceived:
    return ReturnReceived(
        order_id=order.id,
        number=order.number,
        return_id=received.id,
        lines=[arrived_line(line) for line in received.lines],
        shipping_minor=received.shipping_minor,
        amount_minor=received.refund_minor,
        currency=order.currency,
    )
