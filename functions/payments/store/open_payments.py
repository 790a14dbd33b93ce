"""Asks the provider for the outcome of payments that shoppers make there."""

from db.models.payments import Payment
from functions.payments.providers.port import Provider
from functions.payments.rules import authorization, last_decline
from functions.payments.store.ledger import post_entry
from functions.runtime.database.unit_of_work import UnitOfWork


def ask_provider(shop: UnitOfWork, payment: Payment, provider: Provider) -> None:
    """Looks up the locked open payment at the provider, and records its state there."""
    assert payment.provider_reference is not None
    intent = provider.look_up(payment.provider_reference)
    # A declined card leaves the payment open for another one.
    payment.decline_code = last_decline(intent.decline_code)
    if intent.state == "authorized":
        payment.state = "authorized"
        post_entry(shop, payment, f"{payment.order_id}:authorize", authorization(payment.amount_minor))
