"""Rules of payments: ledger entries of each step, refundable amounts, and decline codes.

Every booking has two or more sides that sum to zero. Positive amounts are debits, negative ones credits.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import get_args
from uuid import UUID

from eventing.codes import DeclineCode
from eventing.times import PAYMENT_MARGIN

# Authorised amounts: the provider's side and the shoppers' side.
HELD, SET_ASIDE = "held_at_provider", "set_aside_by_shoppers"
# What the provider owes the shop, what the shop has earned, and what it has refunded.
RECEIVABLE, REVENUE, REFUNDS = "receivable_from_provider", "revenue", "refunds"
# Refunds whose money came back to the provider, and refunds that staff paid in another way.
OWED, OTHERWISE = "owed_to_shoppers", "paid_otherwise"
# What the provider takes by itself: its fees, disputed amounts until they are decided, and those that are lost.
FEES, DISPUTED, LOST = "provider_fees", "disputed", "lost_disputes"
CHARGES = (FEES, DISPUTED, LOST)

Booking = Mapping[str, int]

# The account of a disputed amount. A bank that only asks has taken nothing, and one that lost has given it back.
_TAKEN: Mapping[str, str] = {"open": DISPUTED, "lost": LOST}

_DECLINES: tuple[DeclineCode, ...] = get_args(DeclineCode)


def authorization(amount_minor: int) -> Booking:
    """The entries of an authorisation; nothing is earned yet."""
    return {HELD: amount_minor, SET_ASIDE: -amount_minor}


def void(amount_minor: int) -> Booking:
    """The entries of a void, which reverse those of the authorisation."""
    return {HELD: -amount_minor, SET_ASIDE: amount_minor}


def capture(authorized_minor: int, captured_minor: int) -> Booking:
    """The entries of a capture: the shop has earned the captured amount, and the provider owes it to the shop.

    Nothing remains on hold, even if less was captured than authorised.
    """
    return {**void(authorized_minor), RECEIVABLE: captured_minor, REVENUE: -captured_minor}


def refund(amount_minor: int) -> Booking:
    """The entries of a refund: the provider owes the shop that much less."""
    return {REFUNDS: amount_minor, RECEIVABLE: -amount_minor}


def failed_refund(amount_minor: int) -> Booking:
    """The entries of a refund whose money came back: the shop still owes it to the shopper."""
    return {RECEIVABLE: amount_minor, OWED: -amount_minor}


def repeated_refund(amount_minor: int) -> Booking:
    """The entries of a failed refund that the provider has carried out after all."""
    return {OWED: amount_minor, RECEIVABLE: -amount_minor}


def settlement(amount_minor: int, *, is_owed: bool) -> Booking:
    """The entries of a refund that staff paid in another way; with `is_owed`, its amount is booked as owed already."""
    return {OWED if is_owed else REFUNDS: amount_minor, OTHERWISE: -amount_minor}


def charges(fee_minor: int, disputes: Iterable[tuple[str, int]]) -> Booking:
    """The balances that the accounts of the provider's charges should have, from its fees and disputes."""
    taken = {DISPUTED: 0, LOST: 0}
    for state, amount_minor in disputes:
        if state in _TAKEN:
            taken[_TAKEN[state]] += amount_minor
    return {FEES: fee_minor, **taken}


def catch_up(charged: Booking, booked: Booking) -> Booking:
    """The entries that bring the accounts of the provider's charges from the booked balances to the right ones."""
    changes = {account: charged.get(account, 0) - booked.get(account, 0) for account in CHARGES}
    sides = {**changes, RECEIVABLE: -sum(changes.values())}
    return {account: amount_minor for account, amount_minor in sides.items() if amount_minor}


def refundable(captured_minor: int, refunded_minor: int, requested_minor: int) -> int:
    """The amount that can still be refunded: captured, and neither refunded nor requested yet."""
    return captured_minor - refunded_minor - requested_minor


def exceeds_limit(amount_minor: int, earlier_minor: int, limit_minor: int | None) -> bool:
    """Whether all refunds of an order together exceed the limit, so that splitting a refund does not evade it."""
    return limit_minor is not None and earlier_minor + amount_minor > limit_minor


def refund_key(refund_id: UUID, attempt: int) -> str:
    """The idempotency key of an attempt; a key that the provider has refused would only get the same refusal again."""
    return f"{refund_id}:refund:v{attempt}"


def payable_until(reserved_until: datetime) -> datetime:
    """The time until which a shopper may pay for goods that are reserved until `reserved_until`."""
    return reserved_until - PAYMENT_MARGIN


def decline_code(code: str | None) -> DeclineCode:
    """The shop's code for a provider's: `card_declined` for codes that would not help a shopper."""
    return next((known for known in _DECLINES if known == code), "card_declined")


def last_decline(code: str | None) -> DeclineCode | None:
    """The shop's code for the last decline of an open payment; None if no card was declined."""
    return decline_code(code) if code else None
