"""On shop.order.shipped.v1 — captures the authorised payment, and books the amount that the provider captured."""

from db.models.payments import Payment
from eventing.events.orders import OrderShipped
from eventing.events.payments import PaymentCaptured
from functions.payments.errors import PaymentNotInState
from functions.payments.providers.configured import payment_provider
from functions.payments.providers.port import Provider
from functions.payments.queries import payment_to_change
from functions.payments.rules import capture
from functions.payments.store.ledger import post_entry
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation(provider=payment_provider)
def capture_payment(event: OrderShipped, *, shop: UnitOfWork, provider: Provider) -> None:
    payment = payment_to_change(shop.session, event.order_id)
    if payment.state == "authorized":
        if payment.amount_minor > 0:
            _take(shop, payment, provider, event.capture_minor)
        payment.state = "captured"
    elif payment.state != "captured":
        problem = f"Order {event.number} is shipped, but its payment is {payment.state}: nothing can be taken."
        raise PaymentNotInState(problem, state=payment.state)
    shop.announce(
        PaymentCaptured(order_id=payment.order_id, amount_minor=payment.captured_minor, currency=payment.currency)
    )


def _take(shop: UnitOfWork, payment: Payment, provider: Provider, wanted_minor: int | None) -> None:
    assert payment.provider_reference is not None
    key = f"{payment.order_id}:capture:v1"
    # Released items are never captured; events of the previous release do not mention them.
    amount_minor = payment.amount_minor if wanted_minor is None else wanted_minor
    payment.captured_minor = provider.capture(payment.provider_reference, amount_minor, key)
    post_entry(shop, payment, f"{payment.order_id}:capture", capture(payment.amount_minor, payment.captured_minor))
