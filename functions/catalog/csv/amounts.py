"""Parses amounts in cells, without rounding prices; a ValueError has the problem as its text."""

import re

from functions.catalog import rules
from functions.runtime.currencies import decimal, minor_digits
from functions.runtime.settings import settings

_AMOUNT = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,20}))?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_INTEGER = re.compile(r"(-?[0-9]{1,15})(?:[.,]0{1,10})?")
# Spreadsheets write spaces of several kinds between thousands and before the currency.
_SPACES = re.compile(r"[\s\u00a0\u202f]")
_SIGNS = {
    **{"CHF": "Fr.", "CZK": "Kč", "EUR": "€", "GBP": "£", "JPY": "¥", "PLN": "zł"},
    **dict.fromkeys(("DKK", "NOK", "SEK"), "kr"),
}
QUANTITY_MAX = 1_000_000


def price(cell: str) -> int:
    """Minor units of the shop's currency; a finer price is an error, and so is one with an ambiguous comma (1,299)."""
    currency = settings().currency
    digits = minor_digits(currency)
    plain = _SPACES.sub("", cell[:60]).replace(currency, "").replace(_SIGNS.get(currency, currency), "")
    if _GROUPED.fullmatch(plain):
        whole, _, fraction = plain.replace(",", ".").rpartition(".")
        plain = f"{whole.replace('.', '')}.{fraction}"
    amount = _AMOUNT.fullmatch(plain)
    if amount is None:
        raise ValueError(f"is not a price: {quoted(cell)}; write it like 12.50" if cell else "is missing")
    cents = (amount[2] or "").rstrip("0")
    if "," in plain and len(amount[2] or "") == 3:
        raise ValueError(f"may be {amount[1]}{amount[2]} or {amount[1]}.{amount[2]}: {quoted(cell)}; write 1299.00")
    if len(cents) > digits:
        raise ValueError(f"is finer than a price in {currency} can be: {quoted(cell)}")
    minor = int(amount[1] + cents.ljust(digits, "0"))
    if minor > rules.PRICE_MINOR_MAX:
        raise ValueError(f"is more than {decimal(rules.PRICE_MINOR_MAX, currency)}")
    return minor


def price_or_none(cell: str) -> int | None:
    return price(cell) if cell else None


def grams(cell: str) -> int:
    """Whole grams, rounded: Shopify exports fractions for weights entered in ounces."""
    amount = _AMOUNT.fullmatch(cell or "0")
    if amount is None or int(amount[1]) > rules.GRAMS_MAX:
        raise ValueError(f"is not a weight in grams: {quoted(cell)}")
    return min(int(amount[1]) + int((amount[2] or "0") >= "5"), rules.GRAMS_MAX)


def integer(cell: str) -> int | None:
    """A whole number, which a spreadsheet may have written as 7.0; None for an empty cell."""
    if not cell:
        return None
    number = _INTEGER.fullmatch(cell)
    if number is None:
        raise ValueError(f"is not a whole number: {quoted(cell)}")
    return int(number[1])


def position(cell: str) -> int | None:
    number = integer(cell)
    if number is not None and not 1 <= number <= 9999:
        raise ValueError(f"is not a whole number from 1 to 9999: {quoted(cell)}")
    return number


def quoted(cell: str) -> str:
    return f'"{cell[:40]}"'
