"""The table of prices that begin later."""

import uuid
from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import MinorUnits, Table, new_key, one_of

PlanState = Literal["planned", "running", "ended", "withdrawn"]
DUE = text("due_at IS NOT NULL")


class PlannedPrice(Table):
    """A price of a SKU from a moment on, perhaps until another; catalog.apply_planned_prices applies it.

    `due_at` is when something is next to be done for it; null once it has ended or was withdrawn. While it is running,
    it knows what it has replaced.
    """

    __tablename__ = "planned_prices"
    __table_args__ = (
        CheckConstraint("price_minor >= 0", name="price_not_negative"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        one_of("state", PlanState),
        Index("ix_planned_prices_due", "due_at", postgresql_where=DUE),
        Index("ix_planned_prices_sku", "sku", "starts_at", postgresql_where=DUE),
        {"schema": "catalog"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    sku: Mapped[str]
    price_minor: Mapped[MinorUnits]
    compare_at_price_minor: Mapped[MinorUnits | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    state: Mapped[PlanState] = mapped_column(Text)
    due_at: Mapped[datetime | None]
    price_before_minor: Mapped[MinorUnits | None]
    compare_at_before_minor: Mapped[MinorUnits | None]
