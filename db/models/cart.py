"""Defines the tables of carts."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table, new_key

SCHEMA = {"schema": "cart"}


class Cart(Table):
    """A cart of an account or of a guest with its token, of which only the SHA-256 is stored."""

    __tablename__ = "carts"
    __table_args__ = (
        CheckConstraint("num_nonnulls(account_id, token_sha256) = 1", name="one_holder"),
        Index("ix_carts_changed_at", "changed_at"),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    account_id: Mapped[uuid.UUID | None] = mapped_column(unique=True)
    token_sha256: Mapped[bytes | None] = mapped_column(unique=True)
    changed_at: Mapped[datetime]


class CartItem(Table):
    __tablename__ = "items"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"), SCHEMA)

    cart_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cart.carts.id", ondelete="CASCADE"), primary_key=True)
    sku: Mapped[str] = mapped_column(primary_key=True)
    quantity: Mapped[int]
    added_at: Mapped[datetime]
    # The title when the item was added; shown when the shop no longer has the variant.
    title: Mapped[str] = mapped_column(server_default="")


class Checkout(Table):
    """An order whose lines were removed from its cart, so that this happens only once."""

    __tablename__ = "checkouts"
    __table_args__ = (Index("ix_checkouts_at", "at"), SCHEMA)

    order_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
