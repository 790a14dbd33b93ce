"""Declares the lines and the vouchers of quotes and orders."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from functions.orders import rules
from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import Plain, Sku


class OrderedLine(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sku: Sku
    quantity: int = Field(ge=1, le=rules.QUANTITY_MAX)


ShippingMethodCode = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z][a-z0-9-]{0,39}$")]
VoucherCode = Annotated[
    str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True, to_upper=True), Plain
]
VoucherCodes = Annotated[list[VoucherCode], Field(max_length=rules.VOUCHERS_MAX)]


def _vat_number(entered: str) -> str:
    # Imported here: most orders are of consumers.
    from functions.orders.taxes.vat_numbers import checked_vat_number

    return checked_vat_number(entered)


# The number of a business in a member state of the European Union, with its country's letters, in its one written form.
VatNumber = Annotated[
    str, StringConstraints(min_length=4, max_length=30, strip_whitespace=True), Plain, AfterValidator(_vat_number)
]
# What a quote gives for the number where VIES is asked, and the order brings back.
VatProof = Annotated[str, StringConstraints(max_length=600, pattern=r"^[A-Za-z0-9_=-]+\.v1,[A-Za-z0-9+/=]+$")]
OrderedLines = Annotated[list[OrderedLine], Field(min_length=1, max_length=rules.LINES_MAX)]


def quantities(lines: Iterable[OrderedLine]) -> dict[str, int]:
    """The quantity of each SKU; raises InvalidRequest if a SKU occurs twice."""
    wanted: dict[str, int] = {}
    for line in lines:
        if line.sku in wanted:
            raise InvalidRequest.field("lines", "name a SKU more than once; give one line with the sum")
        wanted[line.sku] = line.quantity
    return wanted
