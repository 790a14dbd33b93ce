"""Payments: each order has one row, created by whichever event comes first, and is decided only once."""

from dataclasses import dataclass

from sqlalchemy.dialects.postgresql import insert

from db.models.payments import Payment
from functions.payments.providers.port import Purchase
from functions.runtime.database.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Decision:
    """The locked row, and whether this call created it."""

    row: Payment
    is_new: bool


def get_or_create_decision(shop: UnitOfWork, purchase: Purchase, state: str, *, provider: str) -> Decision:
    """Creates the order's payment unless there is one, and locks it."""
    entry = insert(Payment).values(
        order_id=purchase.order_id,
        state=state,
        amount_minor=purchase.amount_minor,
        captured_minor=0,
        refunded_minor=0,
        currency=purchase.currency,
        provider=provider,
        created_at=shop.now,
    )
    made = shop.session.scalar(entry.on_conflict_do_nothing().returning(Payment.order_id))
    row = shop.session.get_one(Payment, purchase.order_id, with_for_update=True)
    return Decision(row, made is not None)
