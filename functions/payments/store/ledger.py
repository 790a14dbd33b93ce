"""Writes the ledger: each provider action is booked once, in the transaction that records it."""

from db.models.payments import LedgerEntry, Payment
from functions.payments.rules import Booking
from functions.runtime.database.unit_of_work import UnitOfWork


def post_entry(shop: UnitOfWork, payment: Payment, name: str, booking: Booking) -> None:
    """Adds all sides of a booking; its unique `name` makes the database refuse to book it twice."""
    shop.session.add_all(
        LedgerEntry(
            booking=name,
            account=account,
            amount_minor=amount_minor,
            currency=payment.currency,
            order_id=payment.order_id,
            at=shop.now,
        )
        for account, amount_minor in booking.items()
    )
