"""Rules of stock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from eventing.codes import StockPolicy

ON_HAND_MAX = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Shortage:
    """A SKU with less available than wanted."""

    sku: str
    available: int


def shortage(wanted: Mapping[str, int], available: Mapping[str, int]) -> Shortage | None:
    """The first SKU with less available than wanted; None if there is enough of each."""
    short = next((sku for sku in sorted(wanted) if available.get(sku, 0) < wanted[sku]), None)
    return Shortage(short, available.get(short, 0)) if short is not None else None


def on_hand_after_count(counted: int, *, moved_since: int, reserved: int, policy: StockPolicy) -> int:
    """The quantity on hand after a past count: the count plus movements since.

    A tracked SKU never has less than what is reserved.
    """
    on_hand = counted + moved_since
    return max(on_hand, reserved) if policy == "tracked" else on_hand


def is_shop_late(owed_since: datetime | None, expires_at: datetime) -> bool:
    """Whether an event about the order that was announced while its reservation lasted is still owed.

    Later events do not count: an order that fails again whenever it is resumed always has one that is owed.
    """
    return owed_since is not None and owed_since < expires_at
