"""Declares field types that requests share; each has a maximum length."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints

EMAIL_LENGTH_MAX = 254
# For the OpenAPI document: the addresses in ASCII that functions/runtime/mail_addresses.py accepts.
_ATOM, _LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = rf"^{_ATOM}(\.{_ATOM})*@({_LABEL}\.)+[A-Za-z]{{2,63}}$"
# The former, looser rule for e-mail addresses.
_KNOWN_EMAIL = r"^[^@\s\x00-\x1f\x7f]{1,64}@[^@\s\x00-\x1f\x7f.]+(\.[^@\s\x00-\x1f\x7f.]+)+$"
SHORT_TEXT_MAX = 200
# Shoppers see whether there is enough for them, not how much there is.
AVAILABLE_SHOWN_MAX = 10
STOCK_MOVEMENT_MAX = 1_000_000
CATALOG_FILE_BYTES_MAX = 5 * 1024 * 1024
PICTURE_BYTES_MAX = 10 * 1024 * 1024
# The number of variants of one product.
VARIANTS_MAX = 250

_RFC3339_TIME = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# Control characters, line separators, and what turns the direction of all text after it. These two are compiled when
# they are used: most requests have no name, and compiling would cost each cold start.
_DECEPTIVE = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
# Other characters that are not shown (Default_Ignorable_Code_Point in Unicode).
_INVISIBLE = (
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def _without_control_characters(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("must not have control characters")
    return text


def visible_text(text: str) -> str:
    """The text as people see it: NFKC, without invisible characters; raises ValueError for deceptive characters.

    It also raises ValueError if nothing is left of the text.
    """
    if re.search(_DECEPTIVE, text):
        raise ValueError("must not have control characters")
    if text.isascii():
        return text
    from unicodedata import normalize

    # Twice: what was apart may combine once an invisible character between is gone.
    seen = normalize("NFKC", re.sub(_INVISIBLE, "", normalize("NFKC", text))).strip()
    if not seen:
        raise ValueError("must have characters that can be seen")
    return seen


def _canonical_address(text: str) -> str:
    # Imported here, like the next one: most operations have no address in their requests.
    from functions.runtime.mail_addresses import canonical_address

    return canonical_address(text)


def _comparable_address(text: str) -> str:
    from functions.runtime.mail_addresses import comparable_address

    return comparable_address(text)


def _rfc3339_time(value: object) -> object:
    # pydantic takes numbers for seconds since 1970, which the OpenAPI document does not say, and no text where types
    # are strict, as in bodies.
    if isinstance(value, int | float):
        raise ValueError("must be an RFC 3339 time, as text")
    if not isinstance(value, str):
        return value
    try:
        return datetime.fromisoformat(value.upper() if re.fullmatch(_RFC3339_TIME, value, re.ASCII) else "")
    except ValueError:
        raise ValueError("must be an RFC 3339 time with an offset from UTC") from None


Plain = AfterValidator(_without_control_characters)
Visible = AfterValidator(visible_text)
# An address that mail is going to be sent to; the canonical form is stored.
Email = Annotated[
    str,
    StringConstraints(max_length=EMAIL_LENGTH_MAX),
    AfterValidator(_canonical_address),
    Field(json_schema_extra={"pattern": _EMAIL}),
]
# An address by which something is found that may be older than the rule for addresses.
KnownEmail = Annotated[
    str, StringConstraints(max_length=EMAIL_LENGTH_MAX, pattern=_KNOWN_EMAIL), AfterValidator(_comparable_address)
]
Sku = Annotated[str, StringConstraints(min_length=1, max_length=120), Plain]
Time = Annotated[AwareDatetime, BeforeValidator(_rfc3339_time)]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=SHORT_TEXT_MAX), Plain]
Currency = Annotated[str, StringConstraints(max_length=3, pattern=r"^[A-Z]{3}$")]
# ISO 3166-1 alpha-2.
CountryCode = Annotated[str, StringConstraints(max_length=2, pattern=r"^[A-Z]{2}$")]
OrderNumber = Annotated[
    str, StringConstraints(max_length=12, pattern=r"^CS-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$")
]
