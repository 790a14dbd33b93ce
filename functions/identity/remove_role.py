"""DELETE /api/staff/roles/{name} — removes a role that is not in use."""

from sqlalchemy import delete, or_, select

from db.models.identity import Account
from db.models.roles import RolePermission
from functions.identity.accounts.roles import permissions_of_role
from functions.identity.errors import OwnRights, RoleTooHigh
from functions.identity.fields import RoleName
from functions.identity.people.errors import RoleFixed, RoleInUse, RoleUnknown
from functions.identity.people.people import role_to_change
from functions.identity.rules import exceeds
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class RemoveRole(Request):
    name: RoleName


@http_operation(
    permission="people.change-roles", status=204, errors=(OwnRights, RoleFixed, RoleInUse, RoleTooHigh, RoleUnknown)
)
def remove_role(command: RemoveRole, *, caller: Staff, shop: UnitOfWork) -> None:
    role, own = role_to_change(shop.session, command.name, caller)
    if role is None:
        raise RoleUnknown
    # A rollback gives it to all staff who are no administrators.
    if role.name == "manager":
        raise RoleFixed
    if exceeds(permissions_of_role(shop.session, role.name), own):
        raise RoleTooHigh
    has_it = or_(Account.staff_role == role.name, Account.invited_role == role.name)
    if shop.session.scalar(select(Account.id).where(has_it).limit(1)) is not None:
        raise RoleInUse
    shop.session.execute(delete(RolePermission).where(RolePermission.role == role.name))
    shop.session.delete(role)
    shop.record(caller, "remove-role", role.name)
