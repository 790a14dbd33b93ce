"""Defines the columns about VAT of orders and of their lines."""

from typing import Any

from sqlalchemy import BigInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import MinorUnits
from db.models.order_codes import TaxReason


class OrderTaxes:
    # The VAT included in lines and shipping, and its sums by rate; null in orders from before VAT was stored.
    shipping_tax_rate_basis_points: Mapped[int | None] = mapped_column(BigInteger)
    shipping_tax_minor: Mapped[MinorUnits | None]
    taxes: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
    # Why shipping and the lines with a reason have no VAT; null if the country's VAT applies.
    tax_reason: Mapped[TaxReason | None] = mapped_column(Text)
    # The VAT number of the ordering business, with its country code, and when and how it was checked.
    vat_number: Mapped[str | None]
    vat_check: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))


class LineTaxes:
    # The VAT included in the line; null in orders from before VAT was stored.
    tax_rate_basis_points: Mapped[int | None] = mapped_column(BigInteger)
    tax_minor: Mapped[MinorUnits | None]
    # Why a line that would have VAT has none.
    tax_reason: Mapped[TaxReason | None] = mapped_column(Text)
