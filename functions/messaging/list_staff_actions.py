"""GET /api/staff/actions — the activity log of staff, the newest first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_

from db.models.messaging import StaffAction
from functions.messaging.pages import Moment
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.pages import PageRequest
from functions.runtime.http.replies import Reply


class ListStaffActions(PageRequest):
    pass


class StaffActionView(Reply):
    """`actor` is an account's id; `subject` is the object of the action, such as an order number."""

    id: UUID
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]
    at: datetime


class StaffActions(Reply):
    actions: list[StaffActionView]
    next_cursor: str | None


@http_operation()
def list_staff_actions(query: ListStaffActions, *, caller: Staff, shop: UnitOfWork) -> StaffActions:
    page = select(StaffAction).order_by(StaffAction.at.desc(), StaffAction.id.desc()).limit(query.limit + 1)
    if query.cursor is not None:
        ended = Moment.read(query.cursor)
        page = page.where(tuple_(StaffAction.at, StaffAction.id) < (ended.at, ended.id))
    found = list(shop.session.scalars(page))
    shown = found[: query.limit]
    more = Moment(at=shown[-1].at, id=shown[-1].id).text() if len(found) > query.limit else None
    return StaffActions(actions=[StaffActionView.model_validate(action) for action in shown], next_cursor=more)
