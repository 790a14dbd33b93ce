"""The rules of money: what each step books, what may still be given back, what a decline means in words.

Every booking has two or more sides that sum to zero. Positive amounts are debits, negative ones credits.
"""

from collections.abc import Mapping
from types import MappingProxyType

# What the provider keeps set aside for the shop on shoppers' cards, and the shoppers' side of it.
HELD, SET_ASIDE = "held_at_provider", "set_aside_by_shoppers"
# What the provider owes the shop, what the shop has earned, and what of that it gave back.
RECEIVABLE, REVENUE, REFUNDS = "receivable_from_provider", "revenue", "refunds"

Booking = Mapping[str, int]

_DECLINES: Mapping[str, str] = MappingProxyType(
    {
        "authentication_required": "the card needs a confirmation that the shop does not offer",
        "expired_card": "the card has expired",
        "incorrect_cvc": "the card's security code is wrong",
        "insufficient_funds": "there is not enough money on the card",
        "unknown_card": "the card is not known to the payment provider",
    }
)


def authorization(amount_minor: int) -> Booking:
    """The amount is set aside on the shopper's card; nothing is earned yet."""
    return {HELD: amount_minor, SET_ASIDE: -amount_minor}


def void(amount_minor: int) -> Booking:
    """What was set aside is free again."""
    return {HELD: -amount_minor, SET_ASIDE: amount_minor}


def capture(amount_minor: int) -> Booking:
    """What was set aside is taken: the provider owes it to the shop, which has earned it."""
    return {**void(amount_minor), RECEIVABLE: amount_minor, REVENUE: -amount_minor}


def refund(amount_minor: int) -> Booking:
    """The provider gives the shopper money back, and owes the shop that much less."""
    return {REFUNDS: amount_minor, RECEIVABLE: -amount_minor}


def refundable(captured_minor: int, refunded_minor: int, requested_minor: int) -> int:
    """What may still be given back: nothing that was not taken, and nothing twice."""
    return captured_minor - refunded_minor - requested_minor


def reason_for(decline_code: str) -> str:
    """The provider's code as the shopper reads it."""
    return _DECLINES.get(decline_code, "the card was declined")
