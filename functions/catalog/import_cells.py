"""From a cell's text to what it means; ValueError says what is wrong with it."""

import re

from functions.catalog import rules
from functions.catalog.texts import as_text

_AMOUNT = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,20}))?")
_INTEGER = re.compile(r"-?[0-9]{1,10}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_STATES = {"active": "published", "draft": "draft", "unlisted": "draft", "archived": "archived"}
QUANTITY_MAX = 1_000_000


def text(cell: str, length_max: int = rules.TEXT_MAX) -> str:
    if _CONTROL.search(cell):
        raise ValueError("must not have line breaks or control characters")
    if len(cell) > length_max:
        raise ValueError(f"is longer than {length_max} characters")
    return cell


def needed(cell: str) -> str:
    if not cell:
        raise ValueError("is missing")
    return text(cell)


def handle(cell: str) -> str:
    if not rules.HANDLE.fullmatch(cell):
        raise ValueError(f"is not a handle: letters, digits, - and _, at most {rules.HANDLE_MAX}")
    return cell


def sku(cell: str) -> str:
    return text(cell, rules.SKU_MAX)


def price(cell: str) -> int:
    """Minor units, exactly."""
    amount = _AMOUNT.fullmatch(cell)
    if amount is None:
        raise ValueError(f"is not a price: {_shown(cell)}; write it like 12.50" if cell else "is missing")
    cents = (amount[2] or "").rstrip("0")
    if len(cents) > 2:
        raise ValueError(f"is finer than a cent: {_shown(cell)}")
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
        raise ValueError(f"is not a weight in grams: {_shown(cell)}")
    return int(amount[1]) + int((amount[2] or "0") >= "5")


def quantity(cell: str) -> int | None:
    """What was counted; None where nobody did."""
    if not cell:
        return None
    if not _INTEGER.fullmatch(cell):
        raise ValueError(f"is not a whole number: {_shown(cell)}")
    counted = int(cell)
    if counted < 0:
        raise ValueError(f"is {counted}: nothing less than 0 can be on a shelf; count it, or leave it empty")
    if counted > QUANTITY_MAX:
        raise ValueError(f"is more than {QUANTITY_MAX}")
    return counted


def boolean(cell: str) -> bool:
    if cell.lower() not in {"true", "false"}:
        raise ValueError(f"must be true or false, not {_shown(cell)}" if cell else "is missing: true or false")
    return cell.lower() == "true"


def state(status: str, published: bool) -> str:
    """The shop's state for Shopify's two; exports of before 2020 have no status."""
    if status and status.lower() not in _STATES:
        raise ValueError(f"must be active, draft, archived or unlisted, not {_shown(status)}")
    entered = _STATES[status.lower()] if status else "published"
    return "draft" if entered == "published" and not published else entered


def tags(cell: str) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(tag.strip() for tag in cell.split(",") if tag.strip()))
    if len(given) > rules.TAGS_MAX:
        raise ValueError(f"has more than {rules.TAGS_MAX} tags")
    for tag in given:
        text(tag)
    return given


def description(cell: str) -> str:
    if len(cell) > rules.DESCRIPTION_MAX:
        raise ValueError(f"is longer than {rules.DESCRIPTION_MAX} characters")
    return as_text(cell)


def picture_url(cell: str) -> str:
    if not rules.PICTURE_URL.fullmatch(cell):
        raise ValueError("is not an address that begins with https://, http:// or /")
    return cell


def alternative_text(cell: str) -> str:
    """One line: what a picture shows."""
    return text(" ".join(cell.split()), rules.ALTERNATIVE_TEXT_MAX)


def position(cell: str) -> int | None:
    if not cell:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,3}", cell):
        raise ValueError(f"is not a whole number from 1: {_shown(cell)}")
    return int(cell)


def _shown(cell: str) -> str:
    return f'"{cell[:40]}"'
