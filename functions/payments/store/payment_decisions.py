"""Creates and locks payments: each order has one row, which its first event creates, and is decided only once."""

from db.models.payments import Payment, PaymentState
from functions.payments.providers.port import Purchase
from functions.runtime.database.insert import Decision, get_or_insert
from functions.runtime.database.unit_of_work import UnitOfWork


def get_or_create_decision(
    shop: UnitOfWork, purchase: Purchase, state: PaymentState, *, provider: str
) -> Decision[Payment]:
    """Creates the order's payment unless there is one, and locks it."""
    return get_or_insert(
        shop.session,
        Payment,
        order_id=purchase.order_id,
        state=state,
        amount_minor=purchase.amount_minor,
        captured_minor=0,
        refunded_minor=0,
        currency=purchase.currency,
        provider=provider,
        created_at=shop.now,
    )
