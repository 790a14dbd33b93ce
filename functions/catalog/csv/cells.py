"""Parses the text of cells; a ValueError has the problem as its text."""

import re
from collections.abc import Mapping

from db.models.catalog import ProductState
from functions.catalog import rules
from functions.catalog.csv.amounts import quoted
from functions.catalog.store.texts import as_text

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_STATES: Mapping[str, ProductState] = {
    "active": "published",
    "draft": "draft",
    "unlisted": "draft",
    "archived": "archived",
}


def text(cell: str, length_max: int = rules.TEXT_MAX) -> str:
    if _CONTROL.search(cell):
        raise ValueError("must not have line breaks or control characters")
    if len(cell) > length_max:
        raise ValueError(f"is longer than {length_max} characters")
    return cell


def required(cell: str) -> str:
    if not cell:
        raise ValueError("is missing")
    return text(cell)


def handle(cell: str) -> str:
    if not rules.HANDLE.fullmatch(cell):
        raise ValueError(f"is not a handle: letters, digits, - and _, at most {rules.HANDLE_MAX}")
    return cell


def sku(cell: str) -> str:
    return text(cell, rules.SKU_MAX)


def boolean(cell: str) -> bool:
    if cell.lower() not in {"true", "false"}:
        raise ValueError(f"must be true or false, not {quoted(cell)}" if cell else "is missing: true or false")
    return cell.lower() == "true"


def state(status: str, published: bool) -> ProductState:
    """The shop's state for Shopify's Status and Published; exports older than 2020 have no Status."""
    if status and status.lower() not in _STATES:
        raise ValueError(f"must be active, draft, archived or unlisted, not {quoted(status)}")
    wanted = _STATES[status.lower()] if status else "published"
    return "draft" if wanted == "published" and not published else wanted


def tags(cell: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(tag.strip() for tag in cell.split(",") if tag.strip()))
    if len(names) > rules.TAGS_MAX:
        raise ValueError(f"has more than {rules.TAGS_MAX} tags")
    for tag in names:
        text(tag)
    return names


def description(cell: str) -> str:
    if len(cell) > rules.DESCRIPTION_MAX:
        raise ValueError(f"is longer than {rules.DESCRIPTION_MAX} characters")
    return as_text(cell)


def picture_url(cell: str) -> str:
    if not rules.PICTURE_URL.fullmatch(cell):
        raise ValueError("is not an address that begins with https://, http:// or /")
    return cell


def alternative_text(cell: str) -> str:
    """The description of an image, in one line."""
    return text(" ".join(cell.split()), rules.ALTERNATIVE_TEXT_MAX)
