"""The rules of orders: which states follow which, what an order costs, how long it may stay where it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

LINES_MAX = 50
QUANTITY_MAX = 99
FREE_SHIPPING_FROM_MINOR = 50_00
SHIPPING_MINOR = 4_90
NOTES_MAX = 50
NOTE_LENGTH_MAX = 1000
RETURN_PERIOD = timedelta(days=30)

# Which states an order may enter, and from where.
ENTERED_FROM: dict[str, frozenset[str]] = {
    "placed": frozenset(),
    "reserved": frozenset({"placed"}),
    "confirmed": frozenset({"placed", "reserved"}),
    "shipped": frozenset({"confirmed"}),
    "delivered": frozenset({"shipped"}),
    "rejected": frozenset({"placed", "reserved"}),
    "cancelled": frozenset({"placed", "reserved", "confirmed"}),
    "return_requested": frozenset({"shipped", "delivered"}),
    "refunded": frozenset({"cancelled", "shipped", "delivered", "return_requested"}),
}

# States that an order only passes through, and how long that may take before it is taken up again.
_PASSING = {"placed": timedelta(minutes=1), "reserved": timedelta(minutes=1)}


@dataclass(frozen=True, slots=True)
class PricedLine:
    sku: str
    title: str
    unit_price_minor: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Totals:
    subtotal_minor: int
    shipping_minor: int

    @property
    def total_minor(self) -> int:
        return self.subtotal_minor + self.shipping_minor


def totals(lines: Iterable[PricedLine]) -> Totals:
    """What the lines cost, with shipping: free from FREE_SHIPPING_FROM_MINOR."""
    subtotal_minor = sum(line.unit_price_minor * line.quantity for line in lines)
    return Totals(subtotal_minor, 0 if subtotal_minor >= FREE_SHIPPING_FROM_MINOR else SHIPPING_MINOR)


def can_enter(state: str, present: str) -> bool:
    return present in ENTERED_FROM[state]


def deadline(state: str, now: datetime) -> datetime | None:
    """When an order that enters `state` now must have left it; None where it may rest."""
    return now + _PASSING[state] if state in _PASSING else None


def returnable_until(entered: Mapping[str, datetime]) -> datetime | None:
    """Until when the goods may be sent back, by when each state was first entered; None before they were sent."""
    arrived = entered.get("delivered", entered.get("shipped"))
    return arrived + RETURN_PERIOD if arrived is not None else None
