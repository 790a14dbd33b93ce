"""Reads orders for notifications."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.orders import Order, OrderLine
from functions.notifications.mail.confirmation_letter import Bought, Costs, Discount, IncludedTax


def bought_in(session: Session, order_id: UUID) -> list[Bought]:
    """The lines of the order."""
    query = select(OrderLine.title, OrderLine.quantity, OrderLine.unit_price_minor)
    rows = session.execute(query.where(OrderLine.order_id == order_id).order_by(OrderLine.position))
    return [Bought(*row) for row in rows]


def costs_of(session: Session, order_id: UUID) -> Costs:
    """The shipping costs and the discounts of the order, and the VAT that its total includes."""
    query = select(Order.shipping_minor, Order.promotions, Order.taxes).where(Order.id == order_id)
    found = session.execute(query).first()
    if found is None:
        return Costs(0)
    discounts = [Discount(each["names"], each["discount_minor"]) for each in found.promotions]
    taxes = [IncludedTax(each["rate_basis_points"], each["tax_minor"]) for each in found.taxes or []]
    return Costs(found.shipping_minor, discounts, taxes)


def language_of(session: Session, order_id: UUID) -> str | None:
    """The language in which the order was placed; None if it is not known."""
    return session.scalar(select(Order.language).where(Order.id == order_id))


def title_in(session: Session, order_id: UUID, sku: str) -> str:
    """What the SKU was called when the order was placed; the SKU itself if the order does not have it."""
    query = select(OrderLine.title).where(OrderLine.order_id == order_id, OrderLine.sku == sku)
    return session.scalar(query) or sku
