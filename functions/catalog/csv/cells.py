"""Parses the text of cells; a ValueError has the problem as its text."""

import re
from collections.abc import Mapping

from db.models.catalog import ProductState
from functions.catalog import rules
from functions.catalog.csv.amounts import quoted
from functions.catalog.store.texts import as_text

_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_UNENCODED = re.compile(r"[ \t\"'<>\u00a0]")
_STATES: Mapping[str, ProductState] = {
    "active": "published",
    "draft": "draft",
    "unlisted": "draft",
    "archived": "archived",
}
# Spreadsheets write TRUE and FALSE in the language of their user.
_TRUE = frozenset({"true", "1", "yes", "y", "wahr", "ja", "vrai", "oui", "verdadero", "vero", "waar"})
_FALSE = frozenset({"false", "0", "no", "n", "falsch", "nein", "faux", "non", "falso", "onwaar"})


def text(cell: str, length_max: int = rules.TEXT_MAX) -> str:
    """The text in one line."""
    line = _CONTROL.sub(" ", cell).strip()
    if len(line) > length_max:
        raise ValueError(f"is longer than {length_max} characters")
    return line


def required(cell: str) -> str:
    if not cell:
        raise ValueError("is missing")
    return text(cell)


def sku(cell: str) -> str:
    if len(cell) > rules.SKU_MAX or not rules.is_addressable(cell):
        raise ValueError(f"cannot be a SKU: {quoted(cell)}; the variant gets another one")
    return text(cell)


def boolean(cell: str) -> bool:
    if cell.lower() not in _TRUE | _FALSE:
        raise ValueError(f"must be TRUE or FALSE, not {quoted(cell)}")
    return cell.lower() in _TRUE


def is_published(cell: str) -> bool:
    """As Shopify reads it: an empty cell publishes the product."""
    return not cell or boolean(cell)


def state(status: str, published: bool) -> ProductState:
    """The shop's state for Shopify's Status and Published; exports older than 2020 have no Status."""
    if status and status.lower() not in _STATES:
        raise ValueError(f"must be active, draft, archived or unlisted, not {quoted(status)}; read as draft")
    wanted = _STATES[status.lower()] if status else "published"
    return "draft" if wanted == "published" and not published else wanted


def tags(cell: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(filter(None, (text(tag, len(tag)) for tag in cell.split(",")))))
    if len(names) > rules.TAGS_MAX:
        raise ValueError(f"has more than {rules.TAGS_MAX} tags")
    if long := next((tag for tag in names if len(tag) > rules.TEXT_MAX), None):
        raise ValueError(f"has a tag longer than {rules.TEXT_MAX} characters: {quoted(long)}")
    return names


def description(cell: str) -> str:
    if len(cell) > rules.DESCRIPTION_MAX:
        raise ValueError(f"is longer than {rules.DESCRIPTION_MAX} characters")
    return as_text(cell)


def picture_url(cell: str) -> str:
    """The address as a page can use it: characters that a URL cannot contain are encoded, `//host` is read as https."""
    url = _UNENCODED.sub(_encoded, f"https:{cell}" if cell.startswith("//") else cell)
    if not rules.PICTURE_URL.fullmatch(url):
        raise ValueError(f"is not an address that begins with https://, http:// or /: {quoted(cell)}; it is left out")
    return url


def _encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def alternative_text(cell: str) -> str:
    """The description of an image, in one line."""
    return text(" ".join(cell.split()), rules.ALTERNATIVE_TEXT_MAX)
