"""Renders VAT."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from functions.runtime.http.replies import Reply


class TaxView(Reply):
    """The amounts of one VAT rate, added up; 550 basis points are 5.5 %."""

    rate_basis_points: int
    net_minor: int
    tax_minor: int


class VatCheckView(Reply):
    """How a VAT number was checked, and when: by its format, or by the EU's service VIES, which may number checks."""

    by: Literal["form", "vies"]
    at: datetime
    consultation_number: str | None = None


# Of a country's tax classes and what is not taxed.
Taxes = Annotated[list[TaxView], Field(max_length=3)]
