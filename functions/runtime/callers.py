"""Declares the kinds of callers of an operation, and checks their permissions.

The type of an operation's `caller` parameter says who may call it: `Caller` is anyone, `Customer` a signed-in user,
`Staff` a member of the staff, who also needs the operation's permission.
"""

import hashlib
import time
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from functions.runtime.errors import Forbidden
from functions.runtime.permissions import FRESH_SECONDS, Permission, Permissions, lacks_factor

CART_TOKEN_LENGTH_MAX = 100


class PermissionMissing(Forbidden):
    """The role of this member of the staff does not have the `permission`."""

    slug, title = "permission-missing", "Your role does not permit this"

    def __init__(self, permission: str) -> None:
        super().__init__(f"Ask an administrator for the permission {permission}.", permission=permission)


def check_permission(permission: str, permissions: Permissions, factor_at: int | None) -> None:
    """Raises SecondFactorNeeded or PermissionMissing if the session may not use the permission."""
    if lacks_factor(permission, factor_at, time.time()):
        raise SecondFactorNeeded
    if permission not in permissions:
        raise PermissionMissing(permission)


class SecondFactorNeeded(Forbidden):
    """The session has not presented its second factor, or too long ago for this request."""

    slug, title = "second-factor-needed", "This needs your second factor"

    def __init__(self) -> None:
        super().__init__("Present a code of your authenticator app, refresh the session, then try again.")


@dataclass(frozen=True, slots=True)
class Caller:
    """Any caller: a guest, who has no `customer_id`, or a signed-in user."""

    ROLES: ClassVar[frozenset[str]] = frozenset({"guest", "shopper", "staff", "admin", "program"})

    role: str = "guest"
    customer_id: UUID | None = None
    # The session of the caller's token; None for a guest.
    session_id: UUID | None = None
    cart_token: str | None = None
    # Of staff, by their role; empty for all others.
    permissions: Permissions = field(default_factory=dict)
    # When the session presented its second factor, as Unix time; 0 if it did not yet, None if it needs none.
    factor_at: int | None = None

    @property
    def is_staff(self) -> bool:
        return self.role in Staff.ROLES

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def check(self, permission: Permission | None) -> None:
        """Raises SecondFactorNeeded or PermissionMissing if the caller lacks either; does nothing for None."""
        if permission is not None:
            check_permission(permission, self.permissions, self.factor_at)

    def has_fresh_factor(self) -> bool:
        return self.factor_at is not None and time.time() - self.factor_at <= FRESH_SECONDS

    @property
    def cart_token_sha256(self) -> str | None:
        """The hexadecimal SHA-256 of the cart token, which is stored instead of the token."""
        return hashlib.sha256(self.cart_token.encode(errors="surrogatepass")).hexdigest() if self.cart_token else None

    @property
    def name(self) -> str:
        """The caller's name in records: the id, or `guest`."""
        return str(self.customer_id or "guest")


@dataclass(frozen=True, slots=True)
class SignedIn(Caller):
    @property
    def id(self) -> UUID:
        assert self.customer_id is not None
        return self.customer_id


@dataclass(frozen=True, slots=True)
class Customer(SignedIn):
    ROLES = frozenset({"shopper", "staff", "admin"})


@dataclass(frozen=True, slots=True)
class Staff(SignedIn):
    """A member of the staff, or a program that acts for one by an API key; such a program cannot act as a shopper."""

    ROLES = frozenset({"staff", "admin", "program"})
