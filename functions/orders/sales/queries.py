"""Reads the sales and refunds of some days."""

from typing import Any

from sqlalchemy import ColumnElement, Date, and_, cast, func, select, true
from sqlalchemy.orm import Session

from db.models.order_refunds import OrderRefund
from db.models.orders import Order, OrderLine
from functions.orders.sales.days import Days
from functions.orders.sales.sold import gross_minor, is_sold, tax_minor
from functions.runtime.settings import settings

BEST_SELLERS = 20


def sold_by_day(session: Session, days: Days) -> list[Any]:
    """The number of orders, their gross amount and VAT, for each day with orders."""
    each = select(
        _day(Order.placed_at, days).label("day"), gross_minor().label("gross"), tax_minor().label("tax")
    ).where(_sold_in(days))
    orders = each.subquery()
    sums = func.count().label("orders"), func.sum(orders.c.gross).label("gross"), func.sum(orders.c.tax).label("tax")
    return list(session.execute(select(orders.c.day, *sums).group_by(orders.c.day)))


def refunded_by_day(session: Session, days: Days) -> list[Any]:
    """The sum of refunds for each day with any, whenever their orders were placed."""
    day = _day(OrderRefund.at, days).label("day")
    query = select(day, func.sum(OrderRefund.amount_minor).label("refunded"))
    query = query.join(Order, Order.id == OrderRefund.order_id)
    in_days = and_(OrderRefund.at >= days.begin, OrderRefund.at < days.end)
    # A voided payment is not a refund.
    is_refund = OrderRefund.refund_id != OrderRefund.order_id
    return list(session.execute(query.where(in_days, is_refund, _in_currency()).group_by(day)))


def best_sellers(session: Session, days: Days) -> list[Any]:
    """The products that were ordered most, with their quantities and amounts."""
    # OFFSET has PostgreSQL look the lines of each order up: it would rather read the lines of all orders.
    of_order = select(OrderLine).where(OrderLine.order_id == Order.id).offset(0).lateral("of_order")
    line = of_order.c
    charged = func.sum(line.unit_price_minor * line.quantity - line.discount_minor).label("gross")
    quantity = func.sum(line.quantity).label("quantity")
    tax = func.sum(func.coalesce(line.tax_minor, 0)).label("tax")
    query = select(line.sku, func.max(line.title).label("title"), quantity, charged, tax)
    query = query.select_from(Order).join(of_order, true()).where(_sold_in(days)).group_by(line.sku)
    return list(session.execute(query.order_by(quantity.desc(), charged.desc(), line.sku).limit(BEST_SELLERS)))


def _sold_in(days: Days) -> ColumnElement[bool]:
    return and_(Order.placed_at >= days.begin, Order.placed_at < days.end, is_sold(), _in_currency())


def _in_currency() -> ColumnElement[bool]:
    return Order.currency == settings().currency


def _day(moment: Any, days: Days) -> ColumnElement[Any]:
    return cast(func.timezone(days.time_zone, moment), Date)
