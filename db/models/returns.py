"""Defines the tables of returns: the items of an order that a shopper sends back, and their receipt."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import MinorUnits, Table, new_key, one_of
from db.models.order_codes import ReturnState
from db.models.orders import SCHEMA


class Return(Table):
    """A return; an order has at most one open return at a time.

    `reply` is what staff wrote to the shopper with their decision. The amounts are those that its receipt refunds,
    including shipping; `taxes` is the VAT in them, by rate, null if the order has none stored, or if the amount is only
    what was left of the order.
    """

    __tablename__ = "returns"
    __table_args__ = (
        one_of("state", ReturnState),
        Index("ix_returns_order_id", "order_id", "announced_at"),
        Index("uq_returns_open", "order_id", unique=True, postgresql_where=text("state IN ('requested', 'approved')")),
        Index("ix_returns_personal", "announced_at", postgresql_where=text("reply IS NOT NULL")),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.orders.id"))
    state: Mapped[ReturnState] = mapped_column(Text)
    # A return within the period of withdrawal cannot be declined, by law.
    is_withdrawal: Mapped[bool]
    reply: Mapped[str | None]
    refund_minor: Mapped[MinorUnits] = mapped_column(default=0)
    shipping_minor: Mapped[MinorUnits] = mapped_column(default=0)
    taxes: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
    announced_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]

    lines: Mapped[list["ReturnLine"]] = relationship(order_by="ReturnLine.sku", lazy="raise")


class ReturnLine(Table):
    """The quantity of a SKU that the shopper sends back, and how many arrived fit to be sold again, or damaged.

    `lost_value_minor` is deducted from the refund of the arrived items, for a reason that shoppers read.
    """

    __tablename__ = "return_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint(
            "resellable >= 0 AND damaged >= 0 AND resellable + damaged <= quantity", name="no_more_arrived"
        ),
        CheckConstraint("lost_value_minor >= 0", name="lost_value_not_negative"),
        SCHEMA,
    )

    return_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.returns.id"), primary_key=True)
    sku: Mapped[str] = mapped_column(primary_key=True)
    quantity: Mapped[int] = mapped_column(BigInteger)
    resellable: Mapped[int] = mapped_column(BigInteger, default=0)
    damaged: Mapped[int] = mapped_column(BigInteger, default=0)
    refund_minor: Mapped[MinorUnits] = mapped_column(default=0)
    lost_value_minor: Mapped[MinorUnits] = mapped_column(default=0, server_default="0")
    lost_value_reason: Mapped[str | None]

    @property
    def arrived(self) -> int:
        return self.resellable + self.damaged
