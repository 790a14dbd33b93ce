"""The signed header in which the gateway passes the verified caller to operations; valid for a minute."""

import base64
import json
import time
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from functions.runtime.callers import Caller
from functions.runtime.errors import Forbidden, Unauthenticated
from functions.runtime.security.signatures import is_signed, sign

C = TypeVar("C", bound=Caller)

HEADER = "x-cloudshop-caller"
LIFETIME_SECONDS = 60


def caller_header(keys: Sequence[str], customer_id: str, role: str, *, now: float) -> str:
    """The header's value for a verified caller, valid for LIFETIME_SECONDS."""
    claims = {"sub": customer_id, "role": role, "exp": int(now) + LIFETIME_SECONDS}
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode())
    return f"{payload.decode()}.{sign(keys, payload)}"


def read_caller(kind: type[C], keys: Sequence[str], header: str | None, cart_token: str | None) -> C:
    """The caller as `kind`; raises Unauthenticated for a guest or a forged header, Forbidden for another role."""
    if header is None:
        role, customer_id = "guest", None
    else:
        role, customer_id = _verified(keys, header)
    if role not in kind.ROLES:
        raise (Unauthenticated("Sign in to do this.") if role == "guest" else Forbidden(f"This is not for {role}s."))
    return kind(role=role, customer_id=customer_id, cart_token=cart_token)


def _verified(keys: Sequence[str], header: str) -> tuple[str, UUID]:
    payload, _, signature = header.partition(".")
    if not is_signed(keys, payload.encode(), signature):
        raise Unauthenticated("The caller's identity is not signed by the gateway.")
    claims = json.loads(base64.urlsafe_b64decode(payload))
    if claims["exp"] < time.time():
        raise Unauthenticated("The signature of the caller's identity has expired; try again.")
    return claims["role"], UUID(claims["sub"])
