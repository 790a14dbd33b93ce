"""GET /api/staff/promotions — all promotions, the newest first."""

from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import select

from db.models.promotions import Promotion
from functions.orders.promotions.terms import PromotionView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import Cursor, CursorText, PageRequest, Rows, select_page
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply


class ListPromotions(PageRequest):
    pass


class PromotionPosition(Cursor):
    created_at: AwareDatetime
    id: UUID


class Promotions(Reply):
    promotions: Rows[PromotionView]
    next_cursor: CursorText | None


@http_operation(permission="promotions.read")
def list_promotions(query: ListPromotions, *, caller: Staff, shop: UnitOfWork) -> Promotions:
    found = select_page(shop.session, select(Promotion), query, PromotionPosition, descending=True)
    shown = [PromotionView.of(promotion) for promotion in found.rows]
    return Promotions(promotions=shown, next_cursor=found.next_cursor)
