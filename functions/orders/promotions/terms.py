"""Declares the terms of promotions, as staff set and read them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from db.models.promotion_codes import Audience, Kind
from db.models.promotions import Promotion
from functions.orders.rules import QUANTITY_MAX, TOTAL_MINOR_MAX
from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import ShortText, Time
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request

NAMED_MAX = 100
USES_MAX = 10**9
# The fields that a promotion of each kind must have.
_NEEDED: dict[Kind, tuple[str, ...]] = {
    "percentage": ("share_basis_points",),
    "fixed_amount": ("amount_minor",),
    "buy_x_get_y": ("buy_quantity", "free_quantity"),
    "free_shipping": (),
}

Code = Annotated[
    str,
    StringConstraints(max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,39}$", strip_whitespace=True, to_upper=True),
]
Amount = Annotated[int, Field(ge=1, le=TOTAL_MINOR_MAX)]
Quantity = Annotated[int, Field(ge=1, le=QUANTITY_MAX)]
Uses = Annotated[int, Field(ge=1, le=USES_MAX)]
Named = Annotated[list[ShortText], Field(max_length=NAMED_MAX)]


class Names(BaseModel):
    """The names for shoppers, by language."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    en: ShortText
    fr: ShortText


class NamesView(Names):
    """The names; the next release writes German ones, too, and has names in more languages from a newer release."""

    model_config = ConfigDict(extra="ignore")

    de: str | None = None


class PromotionTerms(Request):
    """A promotion without a code is automatic; one without `handles` and `categories` is for all products.

    A percentage has `share_basis_points`, a fixed amount `amount_minor`, and free items `buy_quantity` and
    `free_quantity`. It begins now unless `valid_from` says otherwise.
    """

    code: Code | None = None
    names: Names
    kind: Kind
    share_basis_points: int | None = Field(default=None, ge=1, le=10_000)
    amount_minor: Amount | None = None
    buy_quantity: Quantity | None = None
    free_quantity: Quantity | None = None
    subtotal_from_minor: int = Field(default=0, ge=0, le=TOTAL_MINOR_MAX)
    handles: Named = Field(default_factory=list)
    categories: Named = Field(default_factory=list)
    audience: Audience = "everyone"
    combinable: bool = False
    valid_from: Time | None = None
    valid_until: Time | None = None
    uses_max: Uses | None = None
    uses_max_per_account: Uses | None = None

    def values(self, now: datetime) -> dict[str, Any]:
        """The columns of the promotion; raises InvalidRequest for terms that do not fit together."""
        for name in _NEEDED[self.kind]:
            if getattr(self, name) is None:
                raise InvalidRequest.field(name, f"is missing for the kind {self.kind}")
        values = self.model_dump(include=set(PromotionTerms.model_fields)) | {"valid_from": self.valid_from or now}
        if self.valid_until is not None and self.valid_until <= values["valid_from"]:
            raise InvalidRequest.field("valid_until", "is not after the beginning")
        return values


class PromotionView(Reply):
    """A promotion for staff; the `uses` of an automatic one without a limit are not counted.

    A change sends `revision`, in quotes, as If-Match.
    """

    id: UUID
    code: str | None
    names: NamesView
    kind: Kind
    share_basis_points: int | None
    amount_minor: int | None
    buy_quantity: int | None
    free_quantity: int | None
    subtotal_from_minor: int
    handles: Annotated[list[str], Field(max_length=NAMED_MAX)]
    categories: Annotated[list[str], Field(max_length=NAMED_MAX)]
    audience: Audience
    combinable: bool
    valid_from: datetime
    valid_until: datetime | None
    uses_max: int | None
    uses_max_per_account: int | None
    uses: int
    revision: int

    def version(self) -> str:
        return str(self.revision)

    @classmethod
    def of(cls, promotion: Promotion) -> "PromotionView":
        return cls.model_validate(promotion)
