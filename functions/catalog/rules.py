"""Rules of the catalog: limits, slugs, generated SKUs, and what shoppers see."""

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from itertools import chain, count

PRICE_MINOR_MAX = 999_999_99
# Where, in minor units of any currency, the ranges of prices begin by which products are counted.
PRICE_STEPS_MINOR = (0, 10_00, 25_00, 50_00, 100_00, 250_00)
GRAMS_MAX = 10_000_000
TEXT_MAX = 255
DESCRIPTION_MAX = 50_000
# The longest description and as many variants as a product may have fit, in any script.
PRODUCT_BYTES_MAX = 1024 * 1024
ALTERNATIVE_TEXT_MAX = 512
HANDLE_MAX = 200
NUMBERED_HANDLES_MAX = 20
SKU_MAX = 120
OPTIONS_MAX = 3
IMAGES_MAX = 250
TAGS_MAX = 100
# Planned prices of a product that have not ended.
PLANS_MAX = 50

# The shop's states and Shopify's names for them.
STATUSES = {"published": "active", "draft": "draft", "archived": "archived"}

# Shopify's placeholder in the rows of a product without options.
NO_OPTION_NAME, NO_OPTION_VALUE = "Title", "Default Title"

# Pages use it as an image source: no script schemes, and no other host by a leading "//".
PICTURE_URL = re.compile(r"(https?://|/(?!/))[^\s\"'<>\\\x00-\x1f\x7f]{1,1980}")

_ACCENTS = re.compile("[\u0300-\u036f]")
# Scripts such as Persian and Hindi join and separate the letters of a word by these.
_JOINERS = frozenset("\u200c\u200d")


def is_letter(character: str) -> bool:
    """Whether the character is part of a word in any script: a letter, a digit, or a mark such as a vowel sign."""
    return character.isalnum() or character in _JOINERS or unicodedata.category(character)[0] == "M"


def is_handle(text: str) -> bool:
    """Whether it has only letters of any script, digits, - and _, in composed form, and does not begin with -."""
    return (
        0 < len(text) <= HANDLE_MAX
        and (text[0].isalnum() or text[0] == "_")
        and all(character in "-_" or is_letter(character) for character in text)
        and unicodedata.is_normalized("NFC", text)
    )


def slug(text: str) -> str:
    """The letters and digits in lower case, joined by hyphens, Latin ones without accents; may be empty."""
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold())))
    words = "".join(character if is_letter(character) else " " for character in bare).split()
    return "-".join(stripped for word in words if (stripped := _from_letter(word)))


def is_addressable(sku: str) -> bool:
    """Whether it can be a segment of a path, where `.` and `..` have a meaning of their own."""
    return sku not in {".", ".."}


def numbered_handles(handle: str) -> list[str]:
    """The handle itself, then with a number, for up to NUMBERED_HANDLES_MAX products of the same title."""
    return [handle, *(f"{handle[: HANDLE_MAX - 3]}-{number}" for number in range(2, NUMBERED_HANDLES_MAX + 1))]


def _from_letter(word: str) -> str:
    """The word without marks before its first letter."""
    first = next((place for place, character in enumerate(word) if character.isalnum()), len(word))
    return word[first:]


def category(product_type: str, product_category: str) -> str:
    """The merchant's product type, else the last level of Shopify's standard category."""
    return slug(product_type) or slug(product_category.rpartition(">")[2]) or "other"


def category_name(category: str) -> str:
    """The name of a category without a product type: "t-shirts" becomes "T shirts"."""
    return category.replace("-", " ").capitalize()


def generated_sku(handle: str, option_values: Iterable[str]) -> str:
    """The SKU of a variant without one: always the same, and no other product's, since a handle has no full stop."""
    sku = ".".join([handle, *map(_distinct_slug, option_values)])
    return sku if len(sku) <= SKU_MAX else f"{sku[: SKU_MAX - 13]}-{_digest(sku)}"


def own_sku(sku: str, parts: Iterable[str], taken: Container[str]) -> str:
    """The SKU of a variant that shares `sku` with another: it adds distinguishing parts, and is not in `taken`."""
    suffix = "-".join(map(_distinct_slug, parts))
    suffix = suffix if len(suffix) <= SKU_MAX // 2 else f"{suffix[: SKU_MAX // 2 - 13]}-{_digest(suffix)}"
    first = f"{sku[: SKU_MAX - len(suffix) - 1]}-{suffix}"
    numbered = (f"{first[: SKU_MAX - 6]}-{number}" for number in count(2))
    return next(candidate for candidate in chain([first], numbered) if candidate not in taken)


def _distinct_slug(text: str) -> str:
    plain = slug(text)
    return plain if plain == text.lower().replace(" ", "-") else f"{plain}-{_digest(text)}".lstrip("-")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def shown_available(orderable: int, *, at_most: int) -> int:
    """The quantity that may be ordered, at most `at_most`."""
    return max(0, min(orderable, at_most))


def first_duplicate(texts: Sequence[str]) -> str | None:
    """The first text that occurs twice."""
    return next((text for position, text in enumerate(texts) if text in texts[:position]), None)
