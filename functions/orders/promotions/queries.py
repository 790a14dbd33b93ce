"""Reads the promotions that an order may have."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, case, false, func, literal_column, or_, select, union_all
from sqlalchemy.orm import Session

from db.models import promotions as tables
from db.models.orders import Order
from functions.orders.promotions.rules import Promotion, Shopper
from functions.orders.rules import AUTOMATIC_PROMOTIONS_MAX

# A Promotion has the table's columns by their names.
_NAMES = [field.name for field in fields(Promotion) if field.name != "account_uses"]


def promotions_for(
    session: Session, codes: Sequence[str], account_id: UUID | None, now: datetime
) -> tuple[list[Promotion], Shopper]:
    """The present automatic promotions and those with one of the codes, and the facts about the shopper they need."""
    found = session.execute(_with_uses(codes, account_id, now)).all()
    has_ordered = any(row.has_ordered for row in found)
    return [_promotion(row) for row in found], Shopper(account_id is not None, has_ordered)


def _promotion(row: Row[Any]) -> Promotion:
    values = dict(row._mapping)
    del values["has_ordered"]
    return Promotion(**values)


def _with_uses(codes: Sequence[str], account_id: UUID | None, now: datetime) -> Select[Any]:
    table, uses = tables.Promotion, tables.AccountUses
    is_first_only = table.audience == "first_order"
    query = select(
        *(getattr(table, name) for name in _NAMES),
        func.coalesce(uses.uses, 0).label("account_uses"),
        case((is_first_only, _has_ordered(account_id)), else_=false()).label("has_ordered"),
    )
    query = query.outerjoin(uses, and_(uses.promotion_id == table.id, uses.account_id == account_id))
    candidates = union_all(_automatic(now), select(table.id).where(table.code.in_(codes)))
    return query.where(table.id.in_(candidates))


def _automatic(now: datetime) -> Select[Any]:
    table = tables.Promotion
    # As the index has it: it is not to be read for what has ended.
    ends_at = func.coalesce(table.valid_until, literal_column("'infinity'::timestamptz"))
    is_valid = and_(table.valid_from <= now, ends_at > now)
    query = select(table.id).where(table.code.is_(None), is_valid)
    newest = query.order_by(table.created_at.desc(), table.id).limit(AUTOMATIC_PROMOTIONS_MAX).subquery()
    return select(newest.c.id)


def _has_ordered(account_id: UUID | None) -> ColumnElement[bool]:
    """Whether the account has an order that was neither rejected nor cancelled."""
    if account_id is None:
        return false()
    # The release before lets a cancelled order become refunded when its payment is voided.
    came_to_nothing = or_(
        Order.state.in_(["rejected", "cancelled"]), and_(Order.state == "refunded", Order.refunded_minor == 0)
    )
    return select(Order.id).where(Order.account_id == account_id, ~came_to_nothing).exists()
