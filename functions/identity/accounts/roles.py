"""Reads what the role of an account permits."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.identity import Account
from db.models.roles import RolePermission
from functions.runtime.permissions import Permissions


def permissions_of(session: Session, account: Account) -> Permissions | None:
    """What the account's role permits; None for a shopper."""
    return permissions_of_role(session, account.staff_role) if account.staff_role is not None else None


def permissions_of_role(session: Session, role: str) -> Permissions:
    """What the role permits, in alphabetical order; nothing if there is no such role."""
    permitted = select(RolePermission).where(RolePermission.role == role).order_by(RolePermission.permission)
    return {row.permission: row.amount_minor_max for row in session.scalars(permitted)}
