"""Reads orders, and prices and stock for them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Text, and_, func, literal, select
from sqlalchemy.orm import Session, aliased, selectinload

from db.models.catalog import Product, Variant
from db.models.orders import Order, OrderLine, OrderNote
from eventing.events.orders import Line
from functions.orders.errors import OrderUnknown, ProductUnavailable
from functions.orders.rules import NOTES_MAX, PricedLine
from functions.runtime.settings import settings
from functions.runtime.telemetry.context import about


def order_to_change(session: Session, order_id: UUID) -> Order:
    """The order, locked, so that its transitions are serialized; raises OrderUnknown."""
    order = session.get(Order, order_id, with_for_update=True)
    if order is None:
        raise OrderUnknown(f"There is no order {order_id}.")
    about(order_id=str(order_id), order=order.number)
    return order


def order_by_number(session: Session, number: str, *conditions: ColumnElement[bool], lock: bool = False) -> Order:
    """The order with its lines and timeline; raises OrderUnknown, also if it does not meet the conditions."""
    query = select(Order).where(Order.number == number, *conditions)
    query = query.with_for_update() if lock else query
    order = session.scalar(query.options(selectinload(Order.lines), selectinload(Order.timeline)))
    if order is None:
        raise OrderUnknown(f"There is no order {number}.")
    about(order_id=str(order.id), order=number)
    return order


def free_number(drawn: list[str]) -> Any:
    """The first of the numbers that no order has, as an expression for an INSERT."""
    numbers = func.unnest(literal(drawn, ARRAY(Text))).table_valued("number", with_ordinality="place")
    each = numbers.render_derived("drawn")
    other = aliased(Order)
    is_taken = select(other.id).where(other.number == each.c.number).exists()
    # Without an order, the plan of the day would choose.
    return select(each.c.number).where(~is_taken).order_by(each.c.place).limit(1).scalar_subquery()


def ordered_lines(session: Session, order_id: UUID) -> list[Line]:
    """The SKUs and quantities of the order's lines, for events."""
    query = select(OrderLine.sku, OrderLine.quantity).where(OrderLine.order_id == order_id)
    return [Line(sku=sku, quantity=quantity) for sku, quantity in session.execute(query.order_by(OrderLine.position))]


def newest_notes(session: Session, order_id: UUID) -> list[OrderNote]:
    """The notes on the order, the newest first, at most NOTES_MAX."""
    query = select(OrderNote).where(OrderNote.order_id == order_id).order_by(OrderNote.at.desc(), OrderNote.id)
    return list(session.scalars(query.limit(NOTES_MAX)))


def available(session: Session, skus: Iterable[str]) -> dict[str, int]:
    """The quantity of each SKU that may be ordered; SKUs that were never stocked are missing."""
    from db.models.inventory import Stock

    query = select(Stock.sku, Stock.orderable).where(Stock.sku.in_(list(skus)))
    return {sku: quantity for sku, quantity in session.execute(query)}


def priced_lines(session: Session, quantities: Mapping[str, int]) -> tuple[list[PricedLine], str]:
    """The lines at current prices, and their currency; raises ProductUnavailable."""
    found = {row.sku: row for row in session.execute(_for_sale(quantities))}
    if missing := sorted(quantities.keys() - found.keys()):
        raise ProductUnavailable(f"{missing[0]} is not for sale.", sku=missing[0])
    currency = settings().currency
    if other := sorted(sku for sku, row in found.items() if row.currency != currency):
        paid_in = found[other[0]].currency
        raise ProductUnavailable(f"{other[0]} has its price in {paid_in}; the shop sells in {currency}.", sku=other[0])
    lines = [
        PricedLine(
            sku,
            row.title,
            row.price_minor,
            quantity,
            row.grams,
            row.needs_parcel,
            row.tax_class,
            handle=row.handle,
            category=row.category,
        )
        for sku, quantity in quantities.items()
        for row in [found[sku]]
    ]
    return lines, currency


def _for_sale(skus: Iterable[str]):  # type: ignore[no-untyped-def] # SQLAlchemy infers the row type
    title = func.concat_ws(" · ", Product.title, func.nullif(func.array_to_string(Variant.option_values, " / "), ""))
    return (
        select(
            Variant.sku,
            title.label("title"),
            Variant.price_minor,
            Variant.currency,
            Variant.grams,
            _needs_parcel().label("needs_parcel"),
            Product.tax_class,
            Product.handle,
            Product.category,
        )
        .join(Product, Product.id == Variant.product_id)
        .where(Variant.sku.in_(list(skus)), Product.state == "published")
    )


def _needs_parcel() -> ColumnElement[bool]:
    """Whether Shopify's columns of an imported product ask for a parcel; a product without them needs one."""
    is_sent = func.lower(func.coalesce(Variant.merchant_columns["Variant Requires Shipping"].astext, "true"))
    is_gift_card = func.lower(func.coalesce(Product.merchant_columns["Gift Card"].astext, "false"))
    return and_(is_sent != "false", is_gift_card != "true")
