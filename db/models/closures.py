"""Defines the tables of closed accounts, in two contexts: their certificates, and their orders."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Table, new_key

IDENTITY = {"schema": "identity"}


class Closure(Table):
    """An account that was closed; its id is the reference in the last mail to its owner."""

    __tablename__ = "closures"
    __table_args__ = (Index("ix_closures_closed_at", "closed_at", "id"), IDENTITY)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    account_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    closed_at: Mapped[datetime]

    erasures: Mapped[list["Erasure"]] = relationship(order_by="Erasure.answered_at", lazy="raise")


class Erasure(Table):
    """What a context has erased of a closed account, by kind of data, and what it keeps (eventing/events/closures.py).

    A context answers again when it has erased more.
    """

    __tablename__ = "erasures"
    __table_args__ = (IDENTITY,)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    closure_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identity.closures.id", ondelete="CASCADE"), index=True)
    context: Mapped[str]
    erased: Mapped[dict[str, Any]]
    kept: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    answered_at: Mapped[datetime]


class ClosedAccount(Table):
    """A closed account, as orders know it; `due_at` is when its orders are looked at next, null once all are erased."""

    __tablename__ = "closed_accounts"
    __table_args__ = (
        Index("ix_closed_accounts_due_at", "due_at", postgresql_where=text("due_at IS NOT NULL")),
        Index("ix_closed_accounts_closed_at", "closed_at"),
        {"schema": "orders"},
    )

    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    closed_at: Mapped[datetime]
    due_at: Mapped[datetime | None]


class ClosedOrder(Table):
    """An order of a closed account, which is a guest's order from then on; `settled_at` is null until it has ended."""

    __tablename__ = "closed_orders"
    __table_args__ = (
        Index("ix_closed_orders_open", "account_id", "order_id", postgresql_where=text("settled_at IS NULL")),
        Index("ix_closed_orders_account_id", "account_id"),
        {"schema": "orders"},
    )

    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.orders.id"), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.closed_accounts.account_id", ondelete="CASCADE"))
    settled_at: Mapped[datetime | None]
