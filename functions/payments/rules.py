"""Rules of payments: ledger entries of each step, refundable amounts, and decline codes.

Every booking has two or more sides that sum to zero. Positive amounts are debits, negative ones credits.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import get_args

from eventing.codes import DeclineCode
from eventing.times import PAYMENT_MARGIN

# Authorised amounts: the provider's side and the shoppers' side.
HELD, SET_ASIDE = "held_at_provider", "set_aside_by_shoppers"
# What the provider owes the shop, what the shop has earned, and what it has refunded.
RECEIVABLE, REVENUE, REFUNDS = "receivable_from_provider", "revenue", "refunds"

Booking = Mapping[str, int]

_DECLINES: tuple[DeclineCode, ...] = get_args(DeclineCode)


def authorization(amount_minor: int) -> Booking:
    """The entries of an authorisation; nothing is earned yet."""
    return {HELD: amount_minor, SET_ASIDE: -amount_minor}


def void(amount_minor: int) -> Booking:
    """The entries of a void, which reverse those of the authorisation."""
    return {HELD: -amount_minor, SET_ASIDE: amount_minor}


def capture(amount_minor: int) -> Booking:
    """The entries of a capture: the provider owes the amount to the shop, which has earned it."""
    return {**void(amount_minor), RECEIVABLE: amount_minor, REVENUE: -amount_minor}


def refund(amount_minor: int) -> Booking:
    """The entries of a refund: the provider owes the shop that much less."""
    return {REFUNDS: amount_minor, RECEIVABLE: -amount_minor}


def refundable(captured_minor: int, refunded_minor: int, requested_minor: int) -> int:
    """The amount that can still be refunded: captured, and neither refunded nor requested yet."""
    return captured_minor - refunded_minor - requested_minor


def exceeds_limit(amount_minor: int, earlier_minor: int, limit_minor: int | None) -> bool:
    """Whether the refunds of an order come to more than the limit; all count, so that parts do not escape it."""
    return limit_minor is not None and earlier_minor + amount_minor > limit_minor


def payable_until(reserved_until: datetime) -> datetime:
    """Until when a shopper may pay for goods that are reserved for so long."""
    return reserved_until - PAYMENT_MARGIN


def decline_code(code: str | None) -> DeclineCode:
    """The shop's code for a provider's: `card_declined` for those that mean nothing to a shopper."""
    return next((known for known in _DECLINES if known == code), "card_declined")


def last_decline(code: str | None) -> DeclineCode | None:
    """The shop's code for the last decline of an open payment; None if no card was declined."""
    return decline_code(code) if code else None
