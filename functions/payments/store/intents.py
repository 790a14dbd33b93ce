"""Opens payments that shoppers make at the provider, with the cards that it stores for their accounts."""

from uuid import UUID

from db.models.payments import Payment
from functions.payments.providers.port import Intent, Provider, Purchase, StoredCards
from functions.payments.queries import Payable
from functions.runtime.database.unit_of_work import UnitOfWork


def open_or_look_up(shop: UnitOfWork, payment: Payment, order: Payable, provider: Provider) -> Intent:
    """The order's payment at the provider, as it is now."""
    key, reference = f"{payment.order_id}:open:v1", payment.provider_reference
    if order.account_id is not None and (cards := provider.stored_cards) is not None:
        intent = _with_cards(shop, order.purchase, key, cards, order.account_id, reference)
    else:
        intent = provider.look_up(reference) if reference is not None else provider.open(order.purchase, key)
    payment.provider_reference = intent.reference
    return intent


def _with_cards(
    shop: UnitOfWork, purchase: Purchase, key: str, cards: StoredCards, account_id: UUID, reference: str | None
) -> Intent:
    """Opens the payment with the account's stored cards, and stores the provider's id for the account."""
    # Imported here: few payments can be made with stored cards.
    from db.models.customers import Customer
    from functions.runtime.database.insert import insert_if_absent

    known = shop.session.get(Customer, account_id)
    customer = known.reference if known else None
    intent, named = cards.open(purchase, key, account_id, customer=customer, reference=reference)
    # Last, so that another tab waits for none of the provider's answers.
    if known is None:
        insert_if_absent(shop.session, Customer, account_id=account_id, reference=named, created_at=shop.now)
    elif customer != named:
        known.reference, known.created_at = named, shop.now
    return intent
