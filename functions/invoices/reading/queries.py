"""Finds the documents that the caller may see: those of the caller's orders; staff who may read orders see all."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import ColumnElement, Row, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from db.models.invoices import InvoiceDocument
from db.models.orders import Order
from functions.runtime.callers import Caller
from functions.runtime.database.pages import Cursor, Page, PageRequest, page, sorted_from


class DocumentPosition(Cursor):
    issued_at: AwareDatetime
    id: UUID


def documents_of(
    session: Session, order_number: str, caller: Caller, email: str | None, limit: int
) -> Sequence[Row[Any]]:
    """The documents of the order, the oldest first; none for another customer's order."""
    query = _in_lists().where(Order.number == order_number, _visible(caller, email))
    return session.execute(query.order_by(InvoiceDocument.issued_at, InvoiceDocument.id).limit(limit)).all()


def page_of_account(session: Session, account_id: UUID, asked: PageRequest) -> Page[Row[Any]]:
    """The requested page of the documents of the account's orders, the oldest first."""
    query = sorted_from(_in_lists().where(Order.account_id == account_id), asked, DocumentPosition)
    return page(session.execute(query).all(), asked.limit, DocumentPosition.after)


def document_by_number(session: Session, number: str, caller: Caller, email: str | None) -> InvoiceDocument | None:
    """The document; None if it belongs to another customer's order."""
    query = select(InvoiceDocument).join(Order, Order.id == InvoiceDocument.order_id)
    return session.scalar(query.where(InvoiceDocument.number == number, _visible(caller, email)))


def mailed_document(session: Session, number: str, document_id: UUID) -> InvoiceDocument | None:
    """None unless the document of this id has the number."""
    return session.scalar(select(InvoiceDocument).filter_by(id=document_id, number=number))


def _in_lists() -> Select[Any]:
    """What lists show of documents, without what is in them."""
    document = InvoiceDocument
    shown = document.id, document.number, document.kind, document.issued_at, document.currency, document.total_minor
    return select(*shown, Order.number.label("order_number")).join(Order, Order.id == document.order_id)


def _visible(caller: Caller, email: str | None) -> ColumnElement[bool]:
    """The condition for visible documents; a caller who knows the e-mail address of a guest's order sees them, too."""
    return true() if caller.may("orders.read") else or_(_of_account(caller), _of_guest(email))


def _of_account(caller: Caller) -> ColumnElement[bool]:
    return Order.account_id == caller.customer_id if caller.customer_id is not None else false()


def _of_guest(email: str | None) -> ColumnElement[bool]:
    if not email:
        return false()
    return and_(Order.account_id.is_(None), func.lower(Order.email) == func.lower(email))
