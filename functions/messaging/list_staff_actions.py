"""GET /api/staff/actions — the activity log of staff, the newest first: who did what to what, and when."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime

from db.models.messaging import StaffAction, StaffActionName
from functions.messaging.activity.queries import ActivityFilters, matching, names_of_actors
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import Cursor, CursorText, PageRequest, Rows, select_page
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply


class ListStaffActions(ActivityFilters, PageRequest):
    pass


class StaffActionPosition(Cursor):
    at: AwareDatetime
    id: UUID


class StaffActionView(Reply):
    """`actor` is an account's id; its name and address are empty if there is no such account any more.

    `subject` is the object of the action, such as an order number.
    """

    id: UUID
    actor: str
    actor_name: str
    actor_email: str
    action: StaffActionName
    subject: str
    detail: dict[str, Any]
    at: datetime


class StaffActions(Reply):
    actions: Rows[StaffActionView]
    next_cursor: CursorText | None


@http_operation(permission="activity.read", may_be_stale=True)
def list_staff_actions(query: ListStaffActions, *, caller: Staff, shop: UnitOfWork) -> StaffActions:
    matches = matching(shop.session, query)
    found = select_page(shop.session, matches, query, StaffActionPosition, descending=True)
    names = names_of_actors(shop.session, found.rows)
    actions = [_view(row, *names.get(row.actor, ("", ""))) for row in found.rows]
    return StaffActions(actions=actions, next_cursor=found.next_cursor)


def _view(row: StaffAction, name: str, email: str) -> StaffActionView:
    return StaffActionView(
        id=row.id,
        actor=row.actor,
        actor_name=name,
        actor_email=email,
        action=row.action,
        subject=row.subject,
        detail=row.detail,
        at=row.at,
    )
