"""An order's payment is decided on once: its row is the decision, whichever event comes first."""

from db.models.payments import Payment
from functions.payments.providers.port import Purchase
from functions.runtime.database.insert import Decision, get_or_insert
from functions.runtime.database.unit_of_work import UnitOfWork


def get_or_create_decision(shop: UnitOfWork, purchase: Purchase, state: str, *, provider: str) -> Decision[Payment]:
    """Enters the decision, unless one stands already; either way the row is locked, also against its first entry."""
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
