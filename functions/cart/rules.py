"""Rules of carts: limits, how two carts merge, and why an item cannot be bought."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

# The limits of one order, so that a whole cart can be ordered.
QUANTITY_MAX = 99
ITEMS_MAX = 50

Problem = Literal["not_for_sale", "sold_out", "too_few"]


@dataclass(frozen=True, slots=True)
class Item:
    sku: str
    quantity: int
    added_at: datetime
    title: str = ""


def merged(own: Iterable[Item], other: Iterable[Item]) -> list[Item]:
    """Merges two carts: adds quantities, up to QUANTITY_MAX, and keeps the newest ITEMS_MAX items."""
    items: dict[str, Item] = {}
    for item in (*own, *other):
        known = items.get(item.sku)
        items[item.sku] = item if known is None else _sum(known, item)
    newest = sorted(items.values(), key=lambda item: (item.added_at, item.sku), reverse=True)[:ITEMS_MAX]
    return newest[::-1]


def _sum(first: Item, second: Item) -> Item:
    newest = max(first, second, key=lambda item: item.added_at)
    return replace(newest, quantity=min(first.quantity + second.quantity, QUANTITY_MAX))


def orderable(in_stock: int, *, for_sale: bool) -> int:
    """The largest quantity of an item that can be ordered now."""
    return max(0, min(in_stock, QUANTITY_MAX)) if for_sale else 0


def problem(quantity: int, *, for_sale: bool, in_stock: int) -> Problem | None:
    """Why this quantity of the item cannot be bought; None if it can."""
    if not for_sale:
        return "not_for_sale"
    if in_stock <= 0:
        return "sold_out"
    return "too_few" if in_stock < quantity else None
