"""Defines the tables of shipments: the parcels of an order, and its items that will not be shipped."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import MinorUnits, Table, new_key
from db.models.orders import SCHEMA


class Parcel(Table):
    """A parcel of an order; `tracking_url` is the carrier's page about it, null where none is known.

    An order that an older release has shipped since the migration has no row; the code assumes one parcel with all
    items.
    """

    __tablename__ = "parcels"
    __table_args__ = (Index("ix_parcels_order_id", "order_id", "sent_at"), SCHEMA)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.orders.id"))
    carrier: Mapped[str]
    tracking_code: Mapped[str]
    tracking_url: Mapped[str | None]
    # How often staff have corrected the carrier or the code.
    corrections: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    sent_at: Mapped[datetime]

    lines: Mapped[list["ParcelLine"]] = relationship(order_by="ParcelLine.sku", lazy="raise")


class ParcelLine(Table):
    __tablename__ = "parcel_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"), SCHEMA)

    parcel_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.parcels.id"), primary_key=True)
    sku: Mapped[str] = mapped_column(primary_key=True)
    quantity: Mapped[int] = mapped_column(BigInteger)


class Release(Table):
    """The items of an order that will not be shipped, and the amount paid for them.

    `taken_minor` of the amount was captured before, and is refunded; the rest is never captured. `taxes` is the VAT in
    the amount, by rate; null if the order has none stored, or if less than the amount was left of the order.
    """

    __tablename__ = "releases"
    __table_args__ = (
        Index("ix_releases_order_id", "order_id", "at"),
        CheckConstraint("taken_minor IN (0, amount_minor)", name="taken_or_not"),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.orders.id"))
    amount_minor: Mapped[MinorUnits]
    taken_minor: Mapped[MinorUnits]
    taxes: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
    at: Mapped[datetime]

    lines: Mapped[list["ReleaseLine"]] = relationship(order_by="ReleaseLine.sku", lazy="raise")

    @property
    def uncaptured_minor(self) -> int:
        return self.amount_minor - self.taken_minor


class ReleaseLine(Table):
    __tablename__ = "release_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"), SCHEMA)

    release_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.releases.id"), primary_key=True)
    sku: Mapped[str] = mapped_column(primary_key=True)
    quantity: Mapped[int] = mapped_column(BigInteger)
