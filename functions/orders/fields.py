"""The lines and the vouchers of quotes and orders."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

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
OrderedLines = Annotated[list[OrderedLine], Field(min_length=1, max_length=rules.LINES_MAX)]


def quantities(lines: Iterable[OrderedLine]) -> dict[str, int]:
    """The quantity of each SKU; raises InvalidRequest if a SKU occurs twice."""
    wanted: dict[str, int] = {}
    for line in lines:
        if line.sku in wanted:
            raise InvalidRequest.field("lines", "name a SKU more than once; give one line with the sum")
        wanted[line.sku] = line.quantity
    return wanted
