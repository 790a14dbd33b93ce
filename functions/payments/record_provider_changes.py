"""On shop.payment.changes-reported.v1 — books what the provider did of its own accord: fees, disputes, failed refunds.

It asks the provider for all of them, so it does not matter how often, in which order, or about what it reported.
"""

from eventing.events.payments import PaymentChangesReported
from functions.payments.providers.configured import payment_provider
from functions.payments.providers.port import Provider
from functions.payments.queries import payment_to_change
from functions.payments.records.provider_changes import post_charges, record_disputes, record_failed_refunds
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation(provider=payment_provider)
def record_provider_changes(event: PaymentChangesReported, *, shop: UnitOfWork, provider: Provider) -> None:
    payment = payment_to_change(shop.session, event.order_id)
    if payment.provider_reference is None or payment.provider != provider.name:
        # This payment is not at this provider.
        return
    statement = provider.statement(payment.provider_reference)
    record_failed_refunds(shop, payment, statement)
    record_disputes(shop, payment, statement)
    post_charges(shop, payment, statement)
