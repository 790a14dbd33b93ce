"""Parses amounts in cells, without rounding prices; a ValueError has the problem as its text."""

import re

from functions.catalog import rules

_AMOUNT = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,20}))?")
_INTEGER = re.compile(r"-?[0-9]{1,10}")
QUANTITY_MAX = 1_000_000


def price(cell: str) -> int:
    """Minor units; a price finer than a cent is an error."""
    amount = _AMOUNT.fullmatch(cell)
    if amount is None:
        raise ValueError(f"is not a price: {quoted(cell)}; write it like 12.50" if cell else "is missing")
    cents = (amount[2] or "").rstrip("0")
    if len(cents) > 2:
        raise ValueError(f"is finer than a cent: {quoted(cell)}")
    minor = int(amount[1]) * 100 + int(cents.ljust(2, "0"))
    if minor > rules.PRICE_MINOR_MAX:
        raise ValueError(f"is more than {rules.decimal(rules.PRICE_MINOR_MAX)}")
    return minor


def price_or_none(cell: str) -> int | None:
    return price(cell) if cell else None


def grams(cell: str) -> int:
    """Whole grams, rounded: Shopify exports fractions for weights entered in ounces."""
    amount = _AMOUNT.fullmatch(cell or "0")
    if amount is None or int(amount[1]) > rules.GRAMS_MAX:
        raise ValueError(f"is not a weight in grams: {quoted(cell)}")
    return int(amount[1]) + int((amount[2] or "0") >= "5")


def quantity(cell: str) -> int | None:
    """The counted quantity; None for an empty cell, which leaves stock unchanged."""
    if not cell:
        return None
    if not _INTEGER.fullmatch(cell):
        raise ValueError(f"is not a whole number: {quoted(cell)}")
    counted = int(cell)
    if counted < 0:
        raise ValueError(f"is {counted}: a stock cannot be negative; count it, or leave the cell empty")
    if counted > QUANTITY_MAX:
        raise ValueError(f"is more than {QUANTITY_MAX}")
    return counted


def position(cell: str) -> int | None:
    if not cell:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,3}", cell):
        raise ValueError(f"is not a whole number from 1: {quoted(cell)}")
    return int(cell)


def quoted(cell: str) -> str:
    return f'"{cell[:40]}"'
