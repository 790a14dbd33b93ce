"""PUT /api/staff/roles/{name} — creates a role of the staff, or changes what it permits.

People who have the role and lose a permission by the change are logged out within five seconds.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import delete

from db.models.roles import RolePermission, StaffRole
from functions.identity.accounts.roles import permissions_of_role
from functions.identity.errors import OwnRights, RoleTooHigh
from functions.identity.fields import RoleName
from functions.identity.people.errors import RoleFixed
from functions.identity.people.people import role_to_change
from functions.identity.people.views import RoleView, role_version
from functions.identity.rules import exceeds
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request
from functions.runtime.permissions import PERMISSIONS, Permission, Permissions

AMOUNT_MAX = 100_000_000
# Where the amount matters; elsewhere a limit would promise what nothing checks.
WITH_AMOUNT = frozenset({"payments.refund"})


class GivenPermission(BaseModel):
    """A permission, limited to `amount_minor_max` for an order; without it, to no amount."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    permission: Permission
    amount_minor_max: Annotated[int, Field(ge=1, le=AMOUNT_MAX)] | None = None


class PutRole(Request):
    """Everything that the role is to permit. The `revision` of a role that does not exist yet is `new`."""

    name: RoleName
    permissions: list[GivenPermission] = Field(min_length=1, max_length=len(PERMISSIONS))


@http_operation(permission="people.change-roles", errors=(OwnRights, RoleFixed, RoleTooHigh))
def put_role(command: PutRole, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> RoleView:
    wanted = _wanted(command)
    role, own = role_to_change(shop.session, command.name, caller)
    before = permissions_of_role(shop.session, command.name)
    if_match.check(role_version(before) if role is not None else "new")
    if exceeds(before, own) or exceeds(wanted, own):
        raise RoleTooHigh
    if role is None:
        shop.session.add(StaffRole(name=command.name))
        shop.session.flush()
    _change(shop, command.name, before, wanted)
    if before != wanted:
        shop.record(caller, "put-role", command.name, {"before": dict(before), "after": dict(wanted)})
    return RoleView.of(command.name, permissions_of_role(shop.session, command.name))


def _wanted(command: PutRole) -> Permissions:
    if command.name == "shopper":
        raise InvalidRequest.field("name", "is of those who do not work for the shop")
    wanted: dict[str, int | None] = {given.permission: given.amount_minor_max for given in command.permissions}
    if len(wanted) < len(command.permissions):
        raise InvalidRequest.field("permissions", "names a permission twice")
    if any(limit is not None and permission not in WITH_AMOUNT for permission, limit in wanted.items()):
        raise InvalidRequest.field("permissions", f"has a limit for another one than {', '.join(WITH_AMOUNT)}")
    return wanted


def _change(shop: UnitOfWork, role: str, before: Permissions, wanted: Permissions) -> None:
    """Writes only what differs: each changed or deleted row ends the sessions of the people with the role."""
    lost = RolePermission.permission.in_(before.keys() - wanted.keys())
    shop.session.execute(delete(RolePermission).where(RolePermission.role == role, lost))
    for permission, limit in wanted.items():
        if permission not in before:
            shop.session.add(RolePermission(role=role, permission=permission, amount_minor_max=limit))
        elif before[permission] != limit:
            known = shop.session.get_one(RolePermission, (role, permission))
            known.amount_minor_max = limit
    shop.session.flush()
