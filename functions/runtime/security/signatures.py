"""Signs messages between parts of the shop by HMAC-SHA256, in the format of Standard Webhooks, and the caller header.

The keys are symmetric, because verifying then needs only the standard library, and each import slows a cold start
(docs/decisions/0004-symmetric-signatures.md).
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from functions.runtime.callers import CART_TOKEN_LENGTH_MAX, Caller
from functions.runtime.errors import BadRequest, Forbidden, Unauthenticated
from functions.runtime.permissions import Permissions, factor_time_in, permissions_in

C = TypeVar("C", bound=Caller)

# The header in which the gateway passes the verified caller to operations.
CALLER_HEADER = "x-cloudshop-caller"
CALLER_LIFETIME_SECONDS = 60


class CallerForged(Unauthenticated):
    """A caller inside the shop's network sends a function an identity that the gateway has not signed."""

    security_event = "forged-caller"


def sign(keys: Sequence[str], message: bytes) -> str:
    """`v1,<base64>` of `message` under the first of the base64 `keys`."""
    return "v1," + base64.b64encode(_digest(keys[0], message)).decode()


def is_signed(keys: Sequence[str], message: bytes, signature: str) -> bool:
    """Whether any of `keys` made the signature; during a rotation, several keys are valid."""
    version, _, encoded = signature.partition(",")
    try:
        received = base64.b64decode(encoded, validate=True)
    except ValueError:
        return False
    return version == "v1" and any(hmac.compare_digest(_digest(key, message), received) for key in keys)


def caller_header(  # noqa: PLR0913 - each is a claim of the header
    keys: Sequence[str],
    customer_id: str,
    role: str,
    session_id: str | None = None,
    *,
    permissions: Permissions | None = None,
    factor_at: int | None = None,
    now: float,
) -> str:
    """The header's value for a verified caller and their session, valid for CALLER_LIFETIME_SECONDS.

    It has permissions only if the caller is staff.
    """
    claims: dict[str, Any] = {"sub": customer_id, "role": role, "sid": session_id}
    claims["exp"] = int(now) + CALLER_LIFETIME_SECONDS
    if permissions is not None:
        claims["permissions"] = dict(permissions)
    if factor_at is not None:
        claims["factor_at"] = factor_at
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode())
    return f"{payload.decode()}.{sign(keys, payload)}"


def read_caller(kind: type[C], keys: Sequence[str], header: str | None, cart_token: str | None) -> C:
    """The caller as `kind`; raises Unauthenticated for a guest or a forged header, Forbidden for another role.

    It also raises BadRequest for a cart token that is longer than any of the shop's.
    """
    if cart_token is not None and len(cart_token) > CART_TOKEN_LENGTH_MAX:
        raise BadRequest(f"A Cart-Token has at most {CART_TOKEN_LENGTH_MAX} characters.")
    verified = _verified_caller(keys, header) if header is not None else {"role": "guest"}
    role = verified["role"]
    if role not in kind.ROLES:
        raise (Unauthenticated("Sign in to do this.") if role == "guest" else Forbidden(f"This is not for {role}s."))
    return kind(cart_token=cart_token, **verified)


def _digest(key: str, message: bytes) -> bytes:
    return hmac.new(base64.b64decode(key), message, hashlib.sha256).digest()


def _verified_caller(keys: Sequence[str], header: str) -> dict[str, Any]:
    """The fields of the Caller in the header."""
    payload, _, signature = header.partition(".")
    if not is_signed(keys, payload.encode(), signature):
        raise CallerForged("The caller's identity is not signed by the gateway.")
    claims = json.loads(base64.urlsafe_b64decode(payload))
    if claims["exp"] < time.time():
        raise Unauthenticated("The signature of the caller's identity has expired; try again.")
    session_id = claims.get("sid")
    return {
        "role": claims["role"],
        "customer_id": UUID(claims["sub"]),
        "session_id": UUID(session_id) if session_id is not None else None,
        "permissions": permissions_in(claims, claims["role"]),
        "factor_at": factor_time_in(claims),
    }
