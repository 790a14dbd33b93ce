"""Finds the people who work for the shop, and checks who may change whom."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models.identity import Account
from db.models.roles import StaffRole
from functions.identity.accounts.roles import permissions_of, permissions_of_role
from functions.identity.errors import OwnRights, PersonUnknown, RoleTooHigh
from functions.identity.people.errors import RoleFixed
from functions.identity.rules import exceeds
from functions.runtime.callers import PermissionMissing, Staff
from functions.runtime.errors import InvalidRequest
from functions.runtime.permissions import Permission, Permissions

IS_PERSON = or_(Account.staff_role.is_not(None), Account.invited_role.is_not(None))


def person_to_change(session: Session, person_id: UUID, caller: Staff, permission: Permission) -> Account:
    """The person, locked. Raises PersonUnknown, OwnRights, RoleTooHigh or PermissionMissing.

    The caller's account is locked too, so that of two people who remove each other's role, only the first succeeds.
    """
    if person_id == caller.id:
        raise OwnRights
    both = select(Account).where(Account.id.in_([person_id, caller.id])).order_by(Account.id)
    found = {account.id: account for account in session.scalars(both.with_for_update(key_share=True))}
    person, own = found.get(person_id), _own_permissions(session, found.get(caller.id), permission)
    if person is None or (person.staff_role is None and person.invited_role is None):
        raise PersonUnknown
    check_role(session, person.staff_role or person.invited_role, own)
    return person


def role_to_change(session: Session, name: str, caller: Staff) -> tuple[StaffRole | None, Permissions]:
    """The role, locked, or None if it does not exist; and the caller's permissions. Raises OwnRights or RoleFixed.

    The caller's own role and that of administrators cannot be changed, so that an administrator always remains.
    """
    own = own_permissions(session, caller, "people.change-roles")
    account = session.get(Account, caller.id)
    if name == "administrator":
        raise RoleFixed
    if account is not None and account.staff_role == name:
        raise OwnRights
    return session.get(StaffRole, name, with_for_update=True), own


def own_permissions(session: Session, caller: Staff, permission: Permission) -> Permissions:
    """The caller's present permissions; raises PermissionMissing if `permission` is no longer among them."""
    return _own_permissions(session, session.get(Account, caller.id), permission)


def check_role(session: Session, role: str | None, own: Permissions) -> None:
    """Raises InvalidRequest if there is no such role, and RoleTooHigh if it permits more than the caller is permitted.

    This keeps callers from getting more rights through another account.
    """
    if role is None or session.get(StaffRole, role) is None:
        raise InvalidRequest.field("role", "is none of the shop's roles")
    if exceeds(permissions_of_role(session, role), own):
        raise RoleTooHigh


def _own_permissions(session: Session, caller: Account | None, permission: Permission) -> Permissions:
    own = permissions_of(session, caller) if caller is not None and caller.disabled_at is None else None
    if own is None or permission not in own:
        raise PermissionMissing(permission)
    return own
