"""Defines the tables of shipping, the merchant's own data: countries in zones, the costs of delivery, and carriers."""

from datetime import time
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import MinorUnits, Table

SCHEMA = {"schema": "shipping"}


class Country(Table):
    """A country to which the shop delivers, by its ISO 3166-1 code; `zone` determines its shipping costs.

    A quote that names no country is for the home country.
    """

    __tablename__ = "countries"
    __table_args__ = SCHEMA

    code: Mapped[str] = mapped_column(primary_key=True)
    zone: Mapped[str]
    is_home: Mapped[bool] = mapped_column(default=False, server_default="false")


class ShippingMethod(Table):
    """A way of delivery to a zone; the first by `position` is the default.

    `names` are texts for shoppers, by language. An order that is placed before the cut-off of a working day is handed
    over on that day, and arrives after the given range of working days.
    """

    __tablename__ = "methods"
    __table_args__ = (CheckConstraint("days_min >= 0 AND days_max >= days_min", name="days"), SCHEMA)

    zone: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger)
    names: Mapped[dict[str, Any]]
    days_min: Mapped[int] = mapped_column(BigInteger)
    days_max: Mapped[int] = mapped_column(BigInteger)
    cut_off: Mapped[time]
    time_zone: Mapped[str]

    rates: Mapped[list["ShippingRate"]] = relationship(lazy="raise")


class ShippingRate(Table):
    """What a method costs for orders of at least this value, in parcels of at least this weight."""

    __tablename__ = "rates"
    __table_args__ = (
        ForeignKeyConstraint(["zone", "code"], ["shipping.methods.zone", "shipping.methods.code"]),
        CheckConstraint("price_minor >= 0", name="price_not_negative"),
        SCHEMA,
    )

    zone: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    subtotal_from_minor: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    grams_from: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    price_minor: Mapped[MinorUnits]


class Carrier(Table):
    """A carrier of parcels; in `tracking_url`, `{code}` stands for a tracking code. Staff may name other carriers.

    A retired carrier is no longer offered, and its new parcels have no link.
    """

    __tablename__ = "carriers"
    __table_args__ = SCHEMA

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    tracking_url: Mapped[str]
    is_retired: Mapped[bool] = mapped_column(default=False, server_default="false")
