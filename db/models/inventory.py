"""Defines the tables of stock; their CHECK constraints prevent overselling even if the code has a defect."""

import uuid
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import BigInteger, CheckConstraint, Computed, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import BY_TIME, Table, new_key

SCHEMA = {"schema": "inventory"}
MovementKind = Literal["sold", "put_back", "returned", "counted", "adjusted"]


StockPolicy = Literal["tracked", "backorder", "untracked"]
# More than any order: there is no limit.
ORDERABLE = "CASE WHEN policy = 'tracked' THEN on_hand - reserved ELSE 1000000000 END"


class Stock(Table):
    """`available = on_hand - reserved`.

    A tracked SKU is sold while it is available, a backorder also when it is not, and an untracked one always. The
    quantities of the last two are counted like those of tracked ones, and may fall below zero. `orderable` says how
    much may be ordered.
    """

    __tablename__ = "stock"
    __table_args__ = (
        CheckConstraint("reserved >= 0 AND (reserved <= on_hand OR policy <> 'tracked')", name="never_oversold"),
        CheckConstraint("policy IN ('tracked', 'backorder', 'untracked')", name="policy"),
        SCHEMA,
    )

    sku: Mapped[str] = mapped_column(primary_key=True)
    on_hand: Mapped[int]
    reserved: Mapped[int] = mapped_column(default=0)
    # The time of the newest count: an older count that arrives later is ignored.
    counted_at: Mapped[datetime | None]
    policy: Mapped[StockPolicy] = mapped_column(Text, default="tracked", server_default="tracked")
    policy_set_at: Mapped[datetime | None]
    orderable: Mapped[int] = mapped_column(Computed(ORDERABLE, persisted=True))


class StockVersion(Table):
    """A single row, `availability`, whose version changes when a SKU sells out or is available again (0021)."""

    __tablename__ = "version"
    __table_args__ = SCHEMA

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)


class Reservation(Table):
    """The decision about an order's stock: one row per order, kept forever, decided only once."""

    __tablename__ = "reservations"
    __table_args__ = (
        CheckConstraint("state IN ('held', 'committed', 'released', 'expired', 'refused')", name="state"),
        Index("ix_reservations_expires_at", "expires_at", postgresql_where=text("state = 'held'")),
        SCHEMA,
    )

    order_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    state: Mapped[str]
    reason: Mapped[str]
    # The SKU of which too little was available when the reservation was refused, and the available quantity.
    short_sku: Mapped[str | None]
    short_available: Mapped[int | None] = mapped_column(BigInteger)
    expires_at: Mapped[datetime]


class ReservationLine(Table):
    __tablename__ = "reservation_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"), SCHEMA)

    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("inventory.reservations.order_id"), primary_key=True)
    sku: Mapped[str] = mapped_column(primary_key=True)
    quantity: Mapped[int]


class StockMovement(Table):
    """A change of `on_hand`; the sum of a SKU's movements is its stock.

    `parameters` have the order whose items were sold or put back, or the count; `note` is what staff typed.
    """

    __tablename__ = "movements"
    __table_args__ = (
        CheckConstraint("kind IN ('sold', 'put_back', 'returned', 'counted', 'adjusted')", name="kind"),
        Index("ix_movements_sku", "sku", "at"),
        Index("ix_movements_lately", "at", postgresql_using="brin", postgresql_with=BY_TIME),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    sku: Mapped[str]
    quantity: Mapped[int]
    # Null only where the release before wrote it, with a sentence as its reason.
    kind: Mapped[MovementKind | None] = mapped_column(Text)
    parameters: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    note: Mapped[str | None]
    reason: Mapped[str] = mapped_column(server_default="")
    actor: Mapped[str]
    at: Mapped[datetime]
