"""On shop.account.closed.v1 — has the provider forget the account's cards, and answers.

Payments and bookings are kept: they are the shop's books, and name no person.
"""

from sqlalchemy import delete

from db.models.customers import Customer
from eventing.events.closures import AccountClosed, KeptData, PaymentAccountErased
from functions.payments.providers.configured import payment_provider
from functions.payments.providers.port import Provider
from functions.payments.queries import payments_of
from functions.runtime.adapters.event_operation import Transactions, event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


def _forget(event: AccountClosed, *, transactions: Transactions, provider: Provider) -> None:
    """Has the provider delete the account's customer; no transaction is open meanwhile."""
    with transactions() as shop:
        customer = shop.session.get(Customer, event.account_id)
        reference = customer.reference if customer is not None else None
    # Also if cards are no longer stored: those from before are still there.
    if reference is not None:
        provider.forget(reference)


@event_operation(first=_forget, provider=payment_provider)
def erase_account_cards(event: AccountClosed, *, shop: UnitOfWork) -> None:
    gone = delete(Customer).where(Customer.account_id == event.account_id).returning(Customer.reference)
    deleted, payments = shop.session.scalars(gone).all(), payments_of(shop.session, event.account_id)
    shop.announce(
        PaymentAccountErased(
            account_id=event.account_id,
            erased={"stored_cards": 1} if deleted else {},
            kept=[KeptData(data="payments", rows=payments, reason="books")] if payments else [],
            answered_at=shop.now,
        )
    )
