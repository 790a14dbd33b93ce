"""Reads what the role of an account permits, and changes the role."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.identity import Account
from db.models.roles import RolePermission
from functions.identity.errors import LinkUnknown
from functions.runtime.permissions import Permissions


def permissions_of(session: Session, account: Account) -> Permissions | None:
    """What the account's role permits; None for a shopper."""
    return permissions_of_role(session, account.staff_role) if account.staff_role is not None else None


def give_role(account: Account, role: str) -> None:
    """Gives the account a role of the staff, or changes its invitation to that role; `shopper` removes either."""
    if role == "shopper":
        account.role, account.staff_role, account.invited_role = "shopper", None, None
    elif account.staff_role is None:
        account.invited_role = role
    else:
        _set_staff_role(account, role)


def accept_invitation(account: Account) -> None:
    """Gives the account the role of its invitation; raises LinkUnknown if the invitation was withdrawn."""
    if account.invited_role is None:
        raise LinkUnknown
    _set_staff_role(account, account.invited_role)


def _set_staff_role(account: Account, role: str) -> None:
    # The release before knows these two only.
    account.role = "admin" if role == "administrator" else "staff"
    account.staff_role, account.invited_role = role, None


def permissions_of_role(session: Session, role: str) -> Permissions:
    """What the role permits, in alphabetical order; nothing if there is no such role."""
    permitted = select(RolePermission).where(RolePermission.role == role).order_by(RolePermission.permission)
    return {row.permission: row.amount_minor_max for row in session.scalars(permitted)}
