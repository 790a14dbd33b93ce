"""Renders VAT."""

from typing import Annotated

from pydantic import Field

from functions.runtime.http.replies import Reply


class TaxView(Reply):
    """The amounts of one VAT rate, added up; 550 basis points are 5.5 %."""

    rate_basis_points: int
    net_minor: int
    tax_minor: int


# Of a country's tax classes and what is not taxed.
Taxes = Annotated[list[TaxView], Field(max_length=3)]
