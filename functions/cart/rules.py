"""The rules of carts: how much goes in, what two carts are together, and what stands in the way of buying an item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

# As much as one order takes: what is in a cart can be bought at once.
QUANTITY_MAX = 99
ITEMS_MAX = 50


@dataclass(frozen=True, slots=True)
class Item:
    sku: str
    quantity: int
    added_at: datetime


def merged(own: Iterable[Item], other: Iterable[Item]) -> list[Item]:
    """The two carts in one: quantities add up to at most QUANTITY_MAX, and the newest ITEMS_MAX items stay."""
    items: dict[str, Item] = {}
    for item in (*own, *other):
        known = items.get(item.sku)
        items[item.sku] = item if known is None else _sum(known, item)
    newest = sorted(items.values(), key=lambda item: (item.added_at, item.sku), reverse=True)[:ITEMS_MAX]
    return newest[::-1]


def _sum(first: Item, second: Item) -> Item:
    quantity = min(first.quantity + second.quantity, QUANTITY_MAX)
    return Item(first.sku, quantity, max(first.added_at, second.added_at))


def problem(quantity: int, *, for_sale: bool, in_stock: int) -> str | None:
    """Why the item cannot be bought as it stands, in words for the shopper; None when it can."""
    if not for_sale:
        return "This is no longer for sale; remove it to order the rest."
    if in_stock <= 0:
        return "This is sold out."
    return f"Only {in_stock} left." if in_stock < quantity else None
