"""Renders the people who work for the shop, and their roles."""

import hashlib
from datetime import datetime
from typing import Literal
from uuid import UUID

from db.models.identity import Account
from functions.runtime.http.replies import Reply
from functions.runtime.permissions import Permissions

ROLES_MAX, PERMISSIONS_MAX = 100, 100
State = Literal["active", "invited", "disabled", "former"]


class PermissionView(Reply):
    """A permission of a role, up to `amount_minor_max` if it has such a limit."""

    permission: str
    amount_minor_max: int | None


class RoleView(Reply):
    """A role of the staff; `revision` is for If-Match."""

    name: str
    permissions: list[PermissionView]
    revision: str

    @classmethod
    def of(cls, name: str, permissions: Permissions) -> "RoleView":
        named = [PermissionView(permission=each, amount_minor_max=limit) for each, limit in permissions.items()]
        return cls(name=name, permissions=named, revision=role_version(permissions))


class PersonView(Reply):
    """A person who works for the shop; `invited` until they have followed the link and set a password.

    `revision` is for If-Match.
    """

    id: UUID
    email: str
    name: str
    role: str
    state: State
    has_second_factor: bool
    created_at: datetime
    revision: str

    @classmethod
    def of(cls, account: Account) -> "PersonView":
        return cls(
            id=account.id,
            email=account.email,
            name=account.name,
            role=account.staff_role or account.invited_role or "shopper",
            state=_state(account),
            has_second_factor=account.second_factor_at is not None,
            created_at=account.created_at,
            revision=version_of(account),
        )


def _state(account: Account) -> State:
    if account.disabled_at is not None:
        return "disabled"
    if account.staff_role is not None:
        return "active"
    return "invited" if account.invited_role is not None else "former"


def role_version(permissions: Permissions) -> str:
    """The version of a role: roles that permit the same have the same version."""
    return hashlib.sha256(repr(sorted(permissions.items())).encode()).hexdigest()[:16]


def version_of(account: Account) -> str:
    """The version of the account's rights: the same rights have the same version."""
    rights = account.staff_role, account.invited_role, account.disabled_at is not None
    return hashlib.sha256(repr(rights).encode()).hexdigest()[:16]
