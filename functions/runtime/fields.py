"""Field types that requests share; each has a maximum length."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

# Deliberately simple: only a delivered mail proves an address.
_EMAIL = r"^[^@\s\x00-\x1f\x7f]{1,64}@[^@\s\x00-\x1f\x7f.]+(\.[^@\s\x00-\x1f\x7f.]+)+$"
SHORT_TEXT_MAX = 200
# Shoppers see whether there is enough for them, not how much there is.
AVAILABLE_SHOWN_MAX = 10
STOCK_MOVEMENT_MAX = 1_000_000
CATALOG_FILE_BYTES_MAX = 5 * 1024 * 1024

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def _without_control_characters(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("must not have control characters")
    return text


Plain = AfterValidator(_without_control_characters)
Email = Annotated[str, StringConstraints(max_length=254, pattern=_EMAIL)]
Sku = Annotated[str, StringConstraints(min_length=1, max_length=120), Plain]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=SHORT_TEXT_MAX), Plain]
OrderNumber = Annotated[
    str, StringConstraints(max_length=12, pattern=r"^CS-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$")
]


class Address(BaseModel):
    """A postal address; `country` is ISO 3166-1 alpha-2."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: ShortText
    street: ShortText
    postal_code: Annotated[str, StringConstraints(min_length=1, max_length=20), Plain]
    city: ShortText
    country: Annotated[str, StringConstraints(max_length=2, pattern=r"^[A-Z]{2}$")]
