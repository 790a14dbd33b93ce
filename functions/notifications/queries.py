"""Reads orders for notifications."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.orders import Order, OrderLine
from functions.notifications.mail.confirmation_template import Bought, IncludedTax


def bought_in(session: Session, order_id: UUID) -> list[Bought]:
    """The lines of the order."""
    query = select(OrderLine.title, OrderLine.quantity, OrderLine.unit_price_minor)
    rows = session.execute(query.where(OrderLine.order_id == order_id).order_by(OrderLine.position))
    return [Bought(*row) for row in rows]


def shipping_and_taxes_of(session: Session, order_id: UUID) -> tuple[int, list[IncludedTax]]:
    """The shipping costs of the order, and the VAT that its total includes."""
    found = session.execute(select(Order.shipping_minor, Order.taxes).where(Order.id == order_id)).first()
    if found is None:
        return 0, []
    taxes = [IncludedTax(each["rate_basis_points"], each["tax_minor"]) for each in found.taxes or []]
    return found.shipping_minor, taxes
