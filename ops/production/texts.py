"""Checks the operator's texts: each function returns the value, or raises a ValueError."""

from functions.orders.taxes.errors import VatNumberInvalid
from functions.orders.taxes.vat_numbers import checked_vat_number

NAME_MAX = 60
# Kubernetes takes annotations of 256 KiB, and Argo CD writes the whole manifest, with all texts, into one.
LEGAL_TEXT_MIN, LEGAL_TEXT_MAX, LEGAL_TEXTS_MAX = 40, 16_000, 192_000


def name(text: str) -> str:
    if len(text) > NAME_MAX or not text.isprintable():
        raise ValueError(f"is not a name of at most {NAME_MAX} characters")
    return text


def legal_text(text: str) -> str:
    """A text with enough characters to be one, and few enough for a manifest with twelve of that length."""
    if not LEGAL_TEXT_MIN <= len(text) <= LEGAL_TEXT_MAX:
        raise ValueError(f"has {len(text)} characters; write {LEGAL_TEXT_MIN} to {LEGAL_TEXT_MAX}")
    return text


def demo_data(text: str) -> str:
    if text != "none":
        raise ValueError("is for the local cluster only, since the demonstration's accounts are known: write none")
    return text


def vies_requester(text: str) -> str:
    """A VAT number as it is written, or `none`."""
    try:
        is_written_so = text == "none" or checked_vat_number(text) == text
    except VatNumberInvalid:
        is_written_so = False
    if not is_written_so:
        raise ValueError("is no VAT number of a member state, such as FR61954506077, and not none")
    return text
