"""Rules about declined cards: a shopper may try several, and whoever tries many has to wait, and longer each time."""

from collections.abc import Collection
from datetime import datetime, timedelta

# Declines of one shopper within the period that have no consequence.
FREE, PERIOD = 4, timedelta(hours=1)
# Eight minutes at most: all waits before a payment ends are shorter than the time to pay.
FIRST_WAIT, DOUBLINGS_MAX = timedelta(minutes=1), 3
# A payment with so many ends, and with it its order.
OF_A_PAYMENT_MAX = 10


def payable_again_at(declined: Collection[datetime]) -> datetime | None:
    """When a shopper with these declines in the period may open a payment again; None if that is now."""
    if (over := len(declined) - FREE) <= 0:
        return None
    return max(declined) + FIRST_WAIT * (1 << min(over - 1, DOUBLINGS_MAX))


def ends_payment(declines: int) -> bool:
    """Whether a payment with so many declines is no shopper's who looks for a card that works."""
    return declines >= OF_A_PAYMENT_MAX
