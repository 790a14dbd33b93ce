"""On shop.return.received.v1 and shop.order.rest-released.v1 — requests the refund that refund_payment makes."""

from uuid import UUID

from eventing.events.returns import ReturnReceived
from eventing.events.shipments import OrderRestReleased
from functions.payments import rules
from functions.payments.queries import payment_to_change, requested_minor
from functions.payments.store.refund_requests import request
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import TooEarly


@event_operation()
def refund_return(event: ReturnReceived | OrderRestReleased, *, shop: UnitOfWork) -> None:
    refund_id, wanted_minor = _wanted(event)
    # Items released before the first shipment were never charged.
    if wanted_minor == 0:
        return
    payment = payment_to_change(shop.session, event.order_id)
    if payment.state != "captured":
        raise TooEarly(f"The payment of order {event.number} is {payment.state}: nothing was taken yet.")
    requested = requested_minor(shop.session, payment.order_id)
    left_minor = rules.refundable(payment.captured_minor, payment.refunded_minor, requested)
    # Staff may have refunded some of it already.
    amount_minor = min(wanted_minor, left_minor)
    if amount_minor > 0:
        # `reason` is what staff typed, and here they typed none.
        request(shop, payment, refund_id, amount_minor, reason="")


def _wanted(event: ReturnReceived | OrderRestReleased) -> tuple[UUID, int]:
    """The refund's amount, and its id, which is that of the return or release."""
    if isinstance(event, OrderRestReleased):
        return event.release_id, event.refund_minor
    return event.return_id, event.amount_minor
