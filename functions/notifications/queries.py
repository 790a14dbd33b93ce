"""Reads orders for notifications."""

from uuid import UUID

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import Session

from db.models.order_codes import State
from db.models.orders import Order, OrderLine, OrderTransition
from functions.notifications.mail.confirmation_content import Bought, Costs, Discount, IncludedTax
from functions.notifications.mail.content import amount
from functions.notifications.mail.order_content import Buyer, Step


def bought_in(session: Session, order_id: UUID) -> list[Bought]:
    """The lines of the order."""
    query = select(OrderLine.title, OrderLine.quantity, OrderLine.unit_price_minor)
    rows = session.execute(query.where(OrderLine.order_id == order_id).order_by(OrderLine.position))
    return [Bought(*row) for row in rows]


def costs_of(session: Session, order_id: UUID) -> Costs:
    """The shipping costs and the discounts of the order, and the VAT that its total includes."""
    query = select(Order.shipping_minor, Order.promotions, Order.taxes, _reverse_charged()).where(Order.id == order_id)
    found = session.execute(query).first()
    if found is None:
        return Costs(0)
    discounts = [Discount(each["names"], each["discount_minor"]) for each in found.promotions]
    taxes = [IncludedTax(each["rate_basis_points"], each["tax_minor"]) for each in found.taxes or []]
    return Costs(found.shipping_minor, discounts, taxes, found.reverse_charged_to)


def _reverse_charged() -> ColumnElement[str | None]:
    return case((Order.tax_reason == "reverse_charge", Order.vat_number)).label("reverse_charged_to")


def language_of(session: Session, order_id: UUID) -> str | None:
    """The language in which the order was placed; None if it is not known."""
    return session.scalar(select(Order.language).where(Order.id == order_id))


def titles_of(session: Session, order_id: UUID) -> dict[str, str]:
    """The title of each SKU of the order when it was placed."""
    query = select(OrderLine.sku, OrderLine.title).where(OrderLine.order_id == order_id)
    return dict(session.execute(query).tuples().all())


def title_in(session: Session, order_id: UUID, sku: str) -> str:
    """The SKU's title when the order was placed; the SKU itself if the order does not have it."""
    query = select(OrderLine.title).where(OrderLine.order_id == order_id, OrderLine.sku == sku)
    return session.scalar(query) or sku


def buyer_of(session: Session, order_id: UUID) -> Buyer | None:
    """The recipient of mails about the order; None if its address was purged."""
    query = select(Order.email, Order.total_minor, Order.currency).where(Order.id == order_id)
    found = session.execute(query).first()
    return Buyer(found.email, amount(found.total_minor, found.currency)) if found is not None and found.email else None


def address_of(session: Session, order_id: UUID) -> str:
    """Where the order goes now, in one line; empty once the address is purged."""
    address = session.scalar(select(Order.address).where(Order.id == order_id)) or {}
    city = f"{address.get('postal_code', '')} {address.get('city', '')}".strip()
    lines = [*(address.get(name) for name in ("name", "company", "street", "street_2")), city, address.get("area")]
    return ", ".join(line for line in (*lines, address.get("country")) if line)


def step_of(session: Session, order_id: UUID, state: State) -> Step | None:
    """The step by which the order entered the state; None if it never did."""
    query = select(OrderTransition.reason_code, OrderTransition.at).where(
        OrderTransition.order_id == order_id, OrderTransition.state == state
    )
    found = session.execute(query.order_by(OrderTransition.sequence).limit(1)).first()
    return Step(*found) if found is not None else None
