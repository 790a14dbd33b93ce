"""GET /api/staff/people — the people who work for the shop or are invited, the newest first, and the shop's roles."""

from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import select

from db.models.identity import Account
from db.models.roles import RolePermission
from functions.identity.people.people import IS_PERSON
from functions.identity.people.views import PERMISSIONS_MAX, ROLES_MAX, PersonView, RoleView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import Cursor, CursorText, PageRequest, Rows, select_page
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply


class ListPeople(PageRequest):
    pass


class PersonPosition(Cursor):
    created_at: AwareDatetime
    id: UUID


class People(Reply):
    people: Rows[PersonView]
    next_cursor: CursorText | None
    roles: list[RoleView]


@http_operation(permission="people.read")
def list_people(query: ListPeople, *, caller: Staff, shop: UnitOfWork) -> People:
    found = select_page(shop.session, select(Account).where(IS_PERSON), query, PersonPosition, descending=True)
    people = [PersonView.of(account) for account in found.rows]
    return People(people=people, next_cursor=found.next_cursor, roles=_roles(shop))


def _roles(shop: UnitOfWork) -> list[RoleView]:
    permitted = select(RolePermission).order_by(RolePermission.role, RolePermission.permission)
    roles: dict[str, dict[str, int | None]] = {}
    for row in shop.session.scalars(permitted.limit(ROLES_MAX * PERMISSIONS_MAX)):
        roles.setdefault(row.role, {})[row.permission] = row.amount_minor_max
    return [RoleView.of(name, permissions) for name, permissions in roles.items()]
