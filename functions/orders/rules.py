"""Rules of orders: transitions, totals, deadlines and the return period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from eventing.times import ORDER_STEP, PAYMENT_CHECK

LINES_MAX, VOUCHERS_MAX = 50, 5
QUANTITY_MAX = 99
TOTAL_MINOR_MAX = 10**12
NOTES_MAX, NOTE_LENGTH_MAX = 50, 1000
# Only the newest promotions are considered for an order.
AUTOMATIC_PROMOTIONS_MAX = 20
RETURN_PERIOD = timedelta(days=30)
# The number of guest orders claimed in one transaction.
CLAIMED_AT_ONCE = 100

# Each state with the states it may be entered from.
ENTERED_FROM: dict[str, frozenset[str]] = {
    "placed": frozenset(),
    "reserved": frozenset({"placed"}),
    "confirmed": frozenset({"placed", "reserved"}),
    "shipped": frozenset({"confirmed"}),
    "delivered": frozenset({"shipped"}),
    "rejected": frozenset({"placed", "reserved"}),
    "cancelled": frozenset({"placed", "reserved", "confirmed"}),
    "return_requested": frozenset({"shipped", "delivered"}),
    # A cancelled order was never captured, so nothing is refunded.
    "refunded": frozenset({"shipped", "delivered", "return_requested"}),
}

# Transient states, and how long an order may stay in one before the sweep resumes it.
_TIME_ALLOWED = {"placed": ORDER_STEP, "reserved": ORDER_STEP}


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with the price of one item and the line's discount, both with VAT at the rate. Where none is charged,
    `left_out_minor` is the VAT of the shop's own country in the merchant's price of an item."""

    sku: str
    title: str
    unit_price_minor: int
    quantity: int
    grams: int = 0
    needs_parcel: bool = True
    tax_class: str = "standard"
    tax_rate_basis_points: int = 0
    tax_reason: Literal["reverse_charge"] | None = None
    handle: str = ""
    category: str = ""
    discount_minor: int = 0
    left_out_minor: int = 0

    @property
    def value_minor(self) -> int:
        """The line at the merchant's prices, which are compared with the order value that something begins at."""
        return (self.unit_price_minor + self.left_out_minor) * self.quantity

    @property
    def total_minor(self) -> int:
        return self.unit_price_minor * self.quantity

    @property
    def charged_minor(self) -> int:
        """The price of the line for the shopper."""
        return self.total_minor - self.discount_minor


@dataclass(frozen=True, slots=True)
class Totals:
    subtotal_minor: int
    shipping_minor: int
    discount_minor: int

    @property
    def total_minor(self) -> int:
        return self.subtotal_minor + self.shipping_minor - self.discount_minor


def totals(lines: Iterable[PricedLine], shipping_minor: int, shipping_discount_minor: int = 0) -> Totals:
    """The subtotal of the lines, and the total with the shipping costs and less all discounts."""
    priced = list(lines)
    discount_minor = sum(line.discount_minor for line in priced) + shipping_discount_minor
    return Totals(sum(line.total_minor for line in priced), shipping_minor, discount_minor)


def is_undecided(state: str) -> bool:
    """Whether the shop itself may still confirm or reject the order."""
    return state in _TIME_ALLOWED


def can_enter(state: str, present: str) -> bool:
    return present in ENTERED_FROM[state]


def may_arrive(state: str, entered: Mapping[str, datetime]) -> bool:
    """Whether the order may be marked as delivered now; a return that was announced before stays open."""
    return can_enter("delivered", state) or (state == "return_requested" and "delivered" not in entered)


def awaits_payment(state: str, payment_method: str) -> bool:
    """Whether the shopper may pay now: the goods are reserved, and no card was named with the order."""
    return state == "reserved" and not payment_method


def deadline(state: str, payment_method: str, now: datetime) -> datetime | None:
    """When an order that enters `state` now is overdue; None for states without a deadline."""
    if awaits_payment(state, payment_method):
        return now + PAYMENT_CHECK
    return now + _TIME_ALLOWED[state] if state in _TIME_ALLOWED else None


def returnable_until(entered: Mapping[str, datetime]) -> datetime | None:
    """The end of the return period, from the times the states were entered; None before the order is shipped."""
    arrived = entered.get("delivered", entered.get("shipped"))
    return arrived + RETURN_PERIOD if arrived is not None else None
