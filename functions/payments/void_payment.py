"""On shop.order.cancelled.v1 and shop.stock.expired.v1 — voids the order's authorisation, or prevents a later one."""

from db.models.payments import Payment
from eventing.events.orders import OrderCancelled
from eventing.events.payments import PaymentVoided
from eventing.events.stock import StockExpired
from functions.payments.errors import PaymentNotInState
from functions.payments.providers.configured import payment_provider
from functions.payments.providers.port import Provider
from functions.payments.queries import purchase_of
from functions.payments.rules import void
from functions.payments.store.ledger import post_entry
from functions.payments.store.payment_decisions import get_or_create_decision
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation(provider=payment_provider)
def void_payment(event: OrderCancelled | StockExpired, *, shop: UnitOfWork, provider: Provider) -> None:
    purchase = purchase_of(shop.session, event.order_id)
    # Recorded even if nothing is authorised yet, so that authorize_payment, if it comes later, authorises nothing.
    payment = get_or_create_decision(shop, purchase, "blocked", provider=provider.name).row
    if payment.state == "open":
        _end(payment, provider)
    if payment.state == "authorized":
        _void(shop, payment, provider)
    if payment.state == "captured":
        problem = f"The payment of order {payment.order_id} is captured already: refund it instead."
        raise PaymentNotInState(problem, state=payment.state)
    if payment.state == "voided":
        shop.announce(
            PaymentVoided(order_id=payment.order_id, amount_minor=payment.amount_minor, currency=payment.currency)
        )


def _end(payment: Payment, provider: Provider) -> None:
    """Ends an open payment; the provider also releases an authorisation that the shop has not recorded yet."""
    _free(payment, provider)
    payment.state = "blocked"


def _void(shop: UnitOfWork, payment: Payment, provider: Provider) -> None:
    # Without an amount, nothing was authorised at the provider.
    if payment.amount_minor > 0:
        _free(payment, provider)
        post_entry(shop, payment, f"{payment.order_id}:void", void(payment.amount_minor))
    payment.state = "voided"


def _free(payment: Payment, provider: Provider) -> None:
    assert payment.provider_reference is not None
    provider.void(payment.provider_reference, f"{payment.order_id}:void:v1")
