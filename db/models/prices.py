"""Defines the table of the prices that SKUs have had, which a trigger writes (migration 0029)."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import MinorUnits, Table

SCHEMA = {"schema": "catalog"}


class PastPrice(Table):
    """A price and the time from which it was valid; the newest of a SKU is its present one. Rows are never changed."""

    __tablename__ = "prices"
    __table_args__ = SCHEMA

    sku: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(primary_key=True)
    price_minor: Mapped[MinorUnits]
