"""GET /api/staff/closures — the certificates of closed accounts, the newest first, or that of a reference.

A certificate names nobody. It has what each part of the shop has erased, and what it keeps, why and until when.
"""

from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from db.models.closures import Closure
from functions.identity.closing.certificates import CertificateView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import Cursor, CursorText, PageRequest, Rows, select_page
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply


class ListClosures(PageRequest):
    reference: UUID | None = None


class ClosurePosition(Cursor):
    closed_at: AwareDatetime
    id: UUID


class Closures(Reply):
    items: Rows[CertificateView]
    next_cursor: CursorText | None


@http_operation(permission="closures.read")
def list_closures(query: ListClosures, *, caller: Staff, shop: UnitOfWork) -> Closures:
    wanted = select(Closure).options(selectinload(Closure.erasures))
    if query.reference is not None:
        wanted = wanted.where(Closure.id == query.reference)
    found = select_page(shop.session, wanted, query, ClosurePosition, descending=True)
    return Closures(items=[CertificateView.of(each) for each in found.rows], next_cursor=found.next_cursor)
