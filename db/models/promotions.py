"""Defines the tables of promotions, which are the merchant's own data, and of the uses that orders have claimed."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import MinorUnits, Table, Texts, new_key, one_of
from db.models.promotion_codes import Audience, Kind

SCHEMA = {"schema": "promotions"}

_TERMS = """coalesce(CASE kind
    WHEN 'percentage' THEN share_basis_points BETWEEN 1 AND 10000
    WHEN 'fixed_amount' THEN amount_minor > 0
    WHEN 'buy_x_get_y' THEN buy_quantity > 0 AND free_quantity > 0
    ELSE true END, false)"""

# When a promotion ends; one without an end is found by the same index.
_ENDS_AT = text("coalesce(valid_until, 'infinity'::timestamptz)")


class Promotion(Table):
    """A reduction of an order's price: automatic, or for shoppers who enter its code.

    It is for the products and categories listed, or for all if none are. Uses are counted for promotions with a code or
    a limit; an unlimited automatic one has no count, so that orders do not wait for each other.
    """

    __tablename__ = "promotions"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("audience", Audience),
        CheckConstraint(_TERMS, name="terms_of_kind"),
        CheckConstraint("uses >= 0 AND uses <= coalesce(uses_max, uses)", name="never_overused"),
        Index("ix_promotions_automatic", _ENDS_AT, postgresql_where=text("code IS NULL")),
        Index("ix_promotions_created_at", "created_at", "id"),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    # In capital letters; null for an automatic promotion.
    code: Mapped[str | None] = mapped_column(unique=True)
    # Texts for shoppers, by language.
    names: Mapped[dict[str, Any]]
    kind: Mapped[Kind] = mapped_column(Text)
    share_basis_points: Mapped[int | None] = mapped_column(BigInteger)
    amount_minor: Mapped[MinorUnits | None]
    buy_quantity: Mapped[int | None] = mapped_column(BigInteger)
    free_quantity: Mapped[int | None] = mapped_column(BigInteger)
    subtotal_from_minor: Mapped[MinorUnits] = mapped_column(default=0, server_default="0")
    handles: Mapped[Texts] = mapped_column(default=list, server_default="{}")
    categories: Mapped[Texts] = mapped_column(default=list, server_default="{}")
    audience: Mapped[Audience] = mapped_column(Text, default="everyone", server_default="everyone")
    # Whether it is applied together with others that are combinable, or alone.
    combinable: Mapped[bool] = mapped_column(default=False, server_default="false")
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]
    uses_max: Mapped[int | None] = mapped_column(BigInteger)
    uses_max_per_account: Mapped[int | None] = mapped_column(BigInteger)
    uses: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    # How often staff have changed it.
    revision: Mapped[int] = mapped_column(BigInteger, default=1, server_default="1")
    created_at: Mapped[datetime]


class AccountUses(Table):
    """How often orders of an account use a promotion with a limit per account."""

    __tablename__ = "account_uses"
    __table_args__ = (
        CheckConstraint("uses >= 0", name="uses_not_negative"),
        Index("ix_account_uses_account_id", "account_id"),
        SCHEMA,
    )

    promotion_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("promotions.promotions.id"), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    uses: Mapped[int] = mapped_column(BigInteger)


class Claim(Table):
    """A use that an order has claimed; it is deleted when the order is rejected or cancelled."""

    __tablename__ = "claims"
    __table_args__ = (SCHEMA,)

    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.orders.id"), primary_key=True)
    promotion_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("promotions.promotions.id"), primary_key=True)
    # The account whose use is counted in `account_uses`; null if none is counted.
    account_id: Mapped[uuid.UUID | None]
