"""Defines the table of VAT rates, which are the merchant's own data."""

from datetime import date
from typing import Literal

from sqlalchemy import BigInteger, CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table

RatedClass = Literal["standard", "reduced"]


class TaxRate(Table):
    """The VAT rate of a country for a tax class, from a day until that of the next row; 550 basis points are 5.5 %.

    A country without any rate is outside of the area in which the shop charges VAT.
    """

    __tablename__ = "rates"
    __table_args__ = (
        CheckConstraint("tax_class IN ('standard', 'reduced')", name="tax_class"),
        CheckConstraint("rate_basis_points BETWEEN 0 AND 10000", name="rate_is_a_share"),
        {"schema": "taxes"},
    )

    country: Mapped[str] = mapped_column(primary_key=True)
    tax_class: Mapped[RatedClass] = mapped_column(Text, primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    rate_basis_points: Mapped[int] = mapped_column(BigInteger)
