"""Who calls: the identity that the gateway has verified and passes on in a signed header.

An operation names in its signature whom it serves: `caller: Caller` anyone, `Customer` the signed in,
`Staff` staff and admins, `Admin` admins.
"""

import base64
import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar
from uuid import UUID

from functions.runtime.errors import Forbidden, Unauthenticated
from functions.runtime.signatures import is_signed, sign

C = TypeVar("C", bound="Caller")

HEADER = "x-cloudshop-caller"
LIFETIME_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Caller:
    """Anyone: a guest (no `customer_id`) or a signed-in person."""

    ROLES: ClassVar[frozenset[str]] = frozenset({"guest", "shopper", "staff", "admin"})

    role: str = "guest"
    customer_id: UUID | None = None
    cart_token: str | None = None

    @property
    def is_staff(self) -> bool:
        return self.role in Staff.ROLES

    @property
    def cart_token_sha256(self) -> str | None:
        """How a cart knows its token, which is stored nowhere itself; hexadecimal."""
        return hashlib.sha256(self.cart_token.encode(errors="surrogatepass")).hexdigest() if self.cart_token else None

    @property
    def name(self) -> str:
        """How records name this caller: their id, or `guest`."""
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
    ROLES = frozenset({"staff", "admin"})


@dataclass(frozen=True, slots=True)
class Admin(SignedIn):
    ROLES = frozenset({"admin"})


def caller_header(keys: Sequence[str], customer_id: str, role: str, *, now: float) -> str:
    """The header's value for a verified caller; valid for `LIFETIME_SECONDS`."""
    claims = {"sub": customer_id, "role": role, "exp": int(now) + LIFETIME_SECONDS}
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode())
    return f"{payload.decode()}.{sign(keys, payload)}"


def read_caller(kind: type[C], keys: Sequence[str], header: str | None, cart_token: str | None) -> C:
    """The caller as `kind`; raises Unauthenticated for a guest or a forged header, Forbidden for a lesser role."""
    if header is None:
        role, customer_id = "guest", None
    else:
        role, customer_id = _verified(keys, header)
    if role not in kind.ROLES:
        raise Unauthenticated("Sign in to do this.") if role == "guest" else Forbidden(f"This is not for {role}s.")
    return kind(role=role, customer_id=customer_id, cart_token=cart_token)


def _verified(keys: Sequence[str], header: str) -> tuple[str, UUID]:
    payload, _, signature = header.partition(".")
    if not is_signed(keys, payload.encode(), signature):
        raise Unauthenticated("The caller's identity is not signed by the gateway.")
    claims = json.loads(base64.urlsafe_b64decode(payload))
    if claims["exp"] < time.time():
        raise Unauthenticated("The caller's identity has expired on the way; try again.")
    return claims["role"], UUID(claims["sub"])
