"""Defines the tables of orders and their transitions."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import BY_TIME, Currency, MinorUnits, Table, new_key, one_of
from db.models.order_codes import ReasonCode, State, TaxReason
from db.models.order_taxes import LineTaxes, OrderTaxes

SCHEMA = {"schema": "orders"}


class Order(OrderTaxes, Table):
    __tablename__ = "orders"
    __table_args__ = (
        one_of("state", State),
        one_of("tax_reason", TaxReason),
        CheckConstraint("total_minor = subtotal_minor + shipping_minor - discount_minor", name="total_is_the_sum"),
        Index("ix_orders_account_id", "account_id", "placed_at"),
        Index("ix_orders_state", "state", "placed_at"),
        Index("ix_orders_deadline", "deadline_at", postgresql_where=text("deadline_at IS NOT NULL")),
        Index("ix_orders_personal", "placed_at", postgresql_where=text("email <> ''")),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    number: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[uuid.UUID | None]
    email: Mapped[str]
    # The language of the shopper; null in orders from before it was stored.
    language: Mapped[str | None]
    state: Mapped[State] = mapped_column(Text)
    currency: Mapped[Currency]
    subtotal_minor: Mapped[MinorUnits]
    shipping_minor: Mapped[MinorUnits]
    # The discount of all promotions, and its part for shipping.
    discount_minor: Mapped[MinorUnits] = mapped_column(default=0, server_default="0")
    shipping_discount_minor: Mapped[MinorUnits] = mapped_column(default=0, server_default="0")
    # The standard method's share of the paid shipping, which a withdrawal refunds; null in orders from before it was
    # stored.
    standard_shipping_minor: Mapped[MinorUnits | None]
    total_minor: Mapped[MinorUnits]
    # The applied promotions as they were at that time, with names and discounts.
    promotions: Mapped[list[dict[str, Any]]] = mapped_column(default=list, server_default="[]")
    refunded_minor: Mapped[MinorUnits] = mapped_column(default=0)
    address: Mapped[dict[str, Any]]
    # Empty if the shopper pays at the provider.
    payment_method: Mapped[str]
    # The shipping method as it was at that time, with names and delivery days; null if nothing is shipped.
    delivery: Mapped[dict[str, Any] | None]
    carrier: Mapped[str | None]
    tracking_code: Mapped[str | None]
    placed_at: Mapped[datetime]
    # When the order is overdue in its present state; null for states without a deadline.
    deadline_at: Mapped[datetime | None]
    lines: Mapped[list["OrderLine"]] = relationship(order_by="OrderLine.position", lazy="raise")
    timeline: Mapped[list["OrderTransition"]] = relationship(order_by="OrderTransition.sequence", lazy="raise")


Index("ix_orders_guest_email", func.lower(Order.email), Order.placed_at, postgresql_where=Order.account_id.is_(None))


class OrderLine(LineTaxes, Table):
    """A line of an order, with its title and price at the time."""

    __tablename__ = "lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        one_of("tax_reason", TaxReason),
        SCHEMA,
    )

    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.orders.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str]
    title: Mapped[str]
    unit_price_minor: Mapped[MinorUnits]
    quantity: Mapped[int]
    discount_minor: Mapped[MinorUnits] = mapped_column(default=0, server_default="0")


class OrderTransition(Table):
    """A transition of an order: state, reason, actor and time; `note` is what that person typed."""

    __tablename__ = "transitions"
    __table_args__ = (
        one_of("reason_code", ReasonCode),
        Index("ix_transitions_lately", "at", postgresql_using="brin", postgresql_with=BY_TIME),
        Index("ix_transitions_personal", "at", postgresql_where=text("note IS NOT NULL")),
        SCHEMA,
    )

    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.orders.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[State] = mapped_column(Text)
    reason_code: Mapped[ReasonCode] = mapped_column(Text)
    parameters: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    note: Mapped[str | None]
    # What the release before reads and writes; a trigger keeps it and the code the same.
    reason: Mapped[str] = mapped_column(server_default="")
    actor: Mapped[str]
    at: Mapped[datetime]


class OrderNote(Table):
    """A note that a member of the staff wrote on an order, for staff; its author is an account's id."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_order_id", "order_id", "at"), Index("ix_notes_at", "at"), SCHEMA)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.orders.id"))
    text: Mapped[str]
    author: Mapped[str]
    at: Mapped[datetime]
