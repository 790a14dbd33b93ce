"""Reads orders, their shipments and refunds for invoices, and the documents issued so far."""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.invoices import InvoiceDocument
from db.models.order_refunds import OrderRefund
from db.models.orders import Order, OrderLine, OrderTransition
from db.models.returns import Return, ReturnLine
from db.models.shipments import Release, ReleaseLine
from db.models.taxes import TaxRate
from functions.invoices.issuing.sale import Refund, RefundedItems
from functions.invoices.rules import RateTotal


def order_of(session: Session, order_id: UUID) -> Order:
    return session.get_one(Order, order_id)


def lines_of(session: Session, order_id: UUID) -> list[OrderLine]:
    return list(session.scalars(select(OrderLine).where(OrderLine.order_id == order_id).order_by(OrderLine.position)))


def shipped_at(session: Session, order_id: UUID) -> datetime | None:
    """When the first parcel of the order was sent; None if none was."""
    query = select(OrderTransition.at).where(OrderTransition.order_id == order_id, OrderTransition.state == "shipped")
    return session.scalar(query.order_by(OrderTransition.sequence).limit(1))


def released_before(session: Session, order_id: UUID) -> Counter[str]:
    """The quantity of each SKU that was released before the capture, and so never charged."""
    query = select(ReleaseLine.sku, func.sum(ReleaseLine.quantity)).join(Release, Release.id == ReleaseLine.release_id)
    uncaptured = query.where(Release.order_id == order_id, Release.taken_minor < Release.amount_minor)
    return Counter({sku: int(quantity) for sku, quantity in session.execute(uncaptured.group_by(ReleaseLine.sku))})


def has_vat(session: Session, country: str) -> bool:
    """Whether the country is in the area in which the shop charges VAT."""
    return session.scalar(select(TaxRate.country).where(TaxRate.country == country).limit(1)) is not None


def issued(session: Session, about_id: UUID) -> InvoiceDocument | None:
    """The document about this order, or about this refund."""
    return session.scalar(select(InvoiceDocument).where(InvoiceDocument.about_id == about_id))


def invoiced_to(session: Session, order_id: UUID) -> dict[str, Any]:
    """The buyer of the order's invoice, for an order whose address is erased; empty without an invoice."""
    invoice = issued(session, order_id)
    return dict(invoice.buyer) if invoice is not None else {}


def documents_of(session: Session, account_id: UUID) -> tuple[int, datetime | None]:
    """The number of the account's documents, also of orders given up when it was closed, and the newest one's time."""
    # Imported here: one operation alone reads them.
    from db.models.closures import ClosedOrder

    own = select(Order.id).where(Order.account_id == account_id)
    given_up = select(ClosedOrder.order_id).where(ClosedOrder.account_id == account_id)
    its = InvoiceDocument.order_id.in_(own.union(given_up)), InvoiceDocument.buyer != {}
    rows, newest_at = session.execute(select(func.count(), func.max(InvoiceDocument.issued_at)).where(*its)).one()
    return rows, newest_at


def credit_notes_of(session: Session, order_id: UUID) -> list[InvoiceDocument]:
    query = select(InvoiceDocument).where(InvoiceDocument.order_id == order_id, InvoiceDocument.kind == "credit_note")
    return list(session.scalars(query))


def refund_of(session: Session, refund_id: UUID) -> Refund | None:
    found = session.get(OrderRefund, refund_id)
    if found is None:
        return None
    taxes_minor = {each["rate_basis_points"]: each["tax_minor"] for each in found.taxes or ()}
    return Refund(refund_id, found.amount_minor, taxes_minor)


def refunded_items(session: Session, refund_id: UUID) -> RefundedItems | None:
    """The return, or the release after the capture, that the refund is for and whose id it has; None for an amount."""
    return _returned(session, refund_id) or _released(session, refund_id)


def _returned(session: Session, refund_id: UUID) -> RefundedItems | None:
    found = session.get(Return, refund_id)
    if found is None:
        return None
    lines = session.scalars(select(ReturnLine).where(ReturnLine.return_id == refund_id).order_by(ReturnLine.sku))
    items = [(line.sku, line.arrived, line.refund_minor) for line in lines if line.arrived]
    taxes = [RateTotal(**each) for each in found.taxes] if found.taxes is not None else None
    return RefundedItems(taxes, items, found.shipping_minor)


def _released(session: Session, refund_id: UUID) -> RefundedItems | None:
    found = session.get(Release, refund_id)
    if found is None:
        return None
    lines = session.scalars(select(ReleaseLine).where(ReleaseLine.release_id == refund_id).order_by(ReleaseLine.sku))
    taxes = [RateTotal(**each) for each in found.taxes] if found.taxes is not None else None
    return RefundedItems(taxes, [(line.sku, line.quantity, None) for line in lines])
