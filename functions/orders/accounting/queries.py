"""Reads the books of some days: the ledger, the stored VAT of its orders, and the orders placed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import Session

from db.models.order_refunds import OrderRefund
from db.models.orders import Order
from db.models.payments import LedgerEntry
from db.models.returns import Return
from db.models.shipments import Release
from functions.orders.errors import AccountingTooLarge
from functions.orders.sales.days import Days
from functions.orders.sales.sold import gross_minor, is_sold, tax_minor

ROWS_MAX = 50_000
# The ledger's accounts of captured and of refunded amounts.
REVENUE, REFUNDS = "revenue", "refunds"

_country = func.coalesce(Order.address["country"].astext, "").label("country")


def orders_placed(session: Session, days: Days) -> Sequence[Any]:
    """The orders placed that count as sold, the oldest first; raises AccountingTooLarge."""
    amounts = Order.subtotal_minor, Order.shipping_minor, Order.discount_minor, Order.refunded_minor
    sold = gross_minor().label("gross_minor"), tax_minor().label("tax_minor")
    query = select(Order.number, Order.placed_at, Order.state, _country, Order.currency, *amounts, *sold)
    in_days = and_(Order.placed_at >= days.begin, Order.placed_at < days.end)
    return _bounded(session, query.where(in_days, is_sold()).order_by(Order.placed_at, Order.id))


def ledger_entries(session: Session, days: Days, *accounts: str) -> Sequence[Any]:
    """The entries of these accounts, or of all, with their orders' numbers, the oldest first."""
    facts = LedgerEntry.at, LedgerEntry.booking, LedgerEntry.account, LedgerEntry.amount_minor, LedgerEntry.currency
    # Looked up for each entry: for a join, PostgreSQL may read all orders.
    number = select(Order.number).where(Order.id == LedgerEntry.order_id).scalar_subquery()
    query = select(*facts, LedgerEntry.order_id, func.coalesce(number, "").label("number"))
    query = query.where(_booked(days, accounts))
    return _bounded(session, query.order_by(LedgerEntry.at, LedgerEntry.booking, LedgerEntry.account))


def taxed_orders(session: Session, days: Days) -> Sequence[Any]:
    """The orders of the captures and refunds, with their stored taxes."""
    query = select(Order.id, _country, Order.total_minor, Order.taxes)
    return session.execute(query.where(Order.id.in_(_orders_booked(days)))).all()


def uncaptured_releases(session: Session, days: Days) -> Sequence[Any]:
    """The releases of these orders before their capture."""
    query = select(Release.order_id, Release.taxes, (Release.amount_minor - Release.taken_minor).label("minor"))
    never_taken = Release.taken_minor < Release.amount_minor
    return session.execute(query.where(Release.order_id.in_(_orders_booked(days)), never_taken)).all()


def refunds_of_orders(session: Session, days: Days) -> Sequence[Any]:
    """All refunds of these orders, the oldest first, with the taxes of the lines that they were for."""
    booked = _orders_booked(days).distinct().subquery()
    of_order = select(OrderRefund).where(OrderRefund.order_id == booked.c.order_id).offset(0).lateral("of_order")
    refund = of_order.c
    of_lines = func.coalesce(Return.taxes, Release.taxes).label("of_lines")
    query = select(refund.refund_id, refund.order_id, refund.amount_minor, refund.taxes, of_lines)
    query = query.select_from(booked).join(of_order, true())
    query = query.outerjoin(Return, Return.id == refund.refund_id)
    query = query.outerjoin(Release, Release.id == refund.refund_id)
    # A voided payment is not a refund.
    query = query.where(refund.refund_id != refund.order_id)
    return session.execute(query.order_by(refund.at, refund.refund_id)).all()


def _orders_booked(days: Days) -> Select[Any]:
    return select(LedgerEntry.order_id).where(_booked(days, (REVENUE, REFUNDS)))


def _booked(days: Days, accounts: Sequence[str]) -> ColumnElement[bool]:
    in_days = and_(LedgerEntry.at >= days.begin, LedgerEntry.at < days.end)
    return and_(in_days, LedgerEntry.account.in_(accounts)) if accounts else in_days


def _bounded(session: Session, query: Select[Any]) -> Sequence[Any]:
    found = session.execute(query.limit(ROWS_MAX + 1)).all()
    if len(found) > ROWS_MAX:
        raise AccountingTooLarge(f"A file has at most {ROWS_MAX} rows; choose fewer days.", rows_max=ROWS_MAX)
    return found
