"""GET /api/staff/actions — the activity log of staff, the newest first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import select

from db.models.messaging import StaffAction, StaffActionName
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import Cursor, CursorText, PageRequest, Rows, select_page
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply


class ListStaffActions(PageRequest):
    pass


class StaffActionPosition(Cursor):
    at: AwareDatetime
    id: UUID


class StaffActionView(Reply):
    """`actor` is an account's id; `subject` is the object of the action, such as an order number."""

    id: UUID
    actor: str
    action: StaffActionName
    subject: str
    detail: dict[str, Any]
    at: datetime


class StaffActions(Reply):
    actions: Rows[StaffActionView]
    next_cursor: CursorText | None


@http_operation(permission="activity.read")
def list_staff_actions(query: ListStaffActions, *, caller: Staff, shop: UnitOfWork) -> StaffActions:
    found = select_page(shop.session, select(StaffAction), query, StaffActionPosition, descending=True)
    actions = [StaffActionView.model_validate(action) for action in found.rows]
    return StaffActions(actions=actions, next_cursor=found.next_cursor)
