"""Renders the promotions of quotes and orders."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from functions.orders.rules import AUTOMATIC_PROMOTIONS_MAX, VOUCHERS_MAX
from functions.runtime.http.replies import Reply

if TYPE_CHECKING:
    # Operations that only read orders do not load the rules.
    from functions.orders.promotions.discounts import Applied


class AppliedView(Reply):
    """A promotion that was applied, by its names for shoppers in each language; automatic ones have no code."""

    code: str | None
    names: dict[str, str]
    discount_minor: int

    @classmethod
    def of(cls, applied: "Applied") -> "AppliedView":
        promotion = applied.promotion
        return cls(code=promotion.code, names=dict(promotion.names), discount_minor=applied.discount_minor)


AppliedPromotions = Annotated[list[AppliedView], Field(max_length=AUTOMATIC_PROMOTIONS_MAX + VOUCHERS_MAX)]
