"""Writes the ledger: whatever a provider did is booked once, in the transaction that records it."""

from db.models.payments import LedgerEntry, Payment
from functions.payments.rules import Booking
from functions.runtime.database.unit_of_work import UnitOfWork


def post_entry(shop: UnitOfWork, payment: Payment, name: str, booking: Booking) -> None:
    """Enters each side of the booking; `name` is natural, so that the database refuses to book it twice."""
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
