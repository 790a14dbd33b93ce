"""From a cell's text to an amount, exactly; ValueError says what is wrong with it."""

import re

from functions.catalog import rules

_AMOUNT = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,20}))?")
_INTEGER = re.compile(r"-?[0-9]{1,10}")
QUANTITY_MAX = 1_000_000


def price(cell: str) -> int:
    """Minor units, exactly."""
    amount = _AMOUNT.fullmatch(cell)
    if amount is None:
        raise ValueError(f"is not a price: {shown(cell)}; write it like 12.50" if cell else "is missing")
    cents = (amount[2] or "").rstrip("0")
    if len(cents) > 2:
        raise ValueError(f"is finer than a cent: {shown(cell)}")
    minor = int(amount[1]) * 100 + int(cents.ljust(2, "0"))
    if minor > rules.PRICE_MINOR_MAX:
        raise ValueError(f"is more than {rules.decimal(rules.PRICE_MINOR_MAX)}")
    return minor


def price_or_none(cell: str) -> int | None:
    return price(cell) if cell else None


def grams(cell: str) -> int:
    """Whole grams; Shopify exports fractions where the weight was given in ounces."""
    amount = _AMOUNT.fullmatch(cell or "0")
    if amount is None or int(amount[1]) > rules.GRAMS_MAX:
        raise ValueError(f"is not a weight in grams: {shown(cell)}")
    return int(amount[1]) + int((amount[2] or "0") >= "5")


def quantity(cell: str) -> int | None:
    """What was counted; None where nobody did."""
    if not cell:
        return None
    if not _INTEGER.fullmatch(cell):
        raise ValueError(f"is not a whole number: {shown(cell)}")
    counted = int(cell)
    if counted < 0:
        raise ValueError(f"is {counted}: nothing less than 0 can be on a shelf; count it, or leave it empty")
    if counted > QUANTITY_MAX:
        raise ValueError(f"is more than {QUANTITY_MAX}")
    return counted


def position(cell: str) -> int | None:
    if not cell:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,3}", cell):
        raise ValueError(f"is not a whole number from 1: {shown(cell)}")
    return int(cell)


def shown(cell: str) -> str:
    return f'"{cell[:40]}"'
