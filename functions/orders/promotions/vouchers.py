"""Renders the voucher codes that a shopper entered."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from functions.orders.promotions.choice import Voucher
from functions.orders.promotions.rules import Refusal
from functions.orders.rules import VOUCHERS_MAX
from functions.runtime.http.replies import Reply


class VoucherView(Reply):
    """A code that the shopper entered: applied, or the reason why not.

    `subtotal_from_minor` is the value that an order needs to have, and `valid_from` when the code begins to be valid;
    null if that is not the reason.
    """

    code: str
    refusal: Refusal | None
    subtotal_from_minor: int | None
    valid_from: datetime | None

    @classmethod
    def of(cls, voucher: Voucher) -> "VoucherView":
        promotion, refusal = voucher.promotion, voucher.refusal
        is_about_value = promotion is not None and refusal == "subtotal_too_low"
        is_about_time = promotion is not None and refusal == "not_yet_valid"
        return cls(
            code=voucher.code,
            refusal=refusal,
            subtotal_from_minor=promotion.subtotal_from_minor if promotion and is_about_value else None,
            valid_from=promotion.valid_from if promotion and is_about_time else None,
        )


Vouchers = Annotated[list[VoucherView], Field(max_length=VOUCHERS_MAX)]
