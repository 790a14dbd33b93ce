"""The header in which the gateway passes the verified caller to one operation; operations can only verify it.

What one operation receives is refused by all others.
"""

import base64
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from functions.runtime.callers import CART_TOKEN_LENGTH_MAX, Caller
from functions.runtime.errors import BadRequest, Forbidden, Unauthenticated
from functions.runtime.keys import Keys
from functions.runtime.permissions import Permissions, factor_time_in, permissions_in

C = TypeVar("C", bound=Caller)

# The second one is of the release before, whose operations shared the key that signed it.
CALLER_HEADER, CALLER_HEADER_BEFORE = "x-cloudshop-identity", "x-cloudshop-caller"
CALLER_LIFETIME_SECONDS = 60
_PURPOSE = b"caller "


class CallerForged(Unauthenticated):
    """A caller inside the shop's network sends a function an identity that the gateway has not signed."""

    security_event = "forged-caller"


def caller_claims(
    customer_id: str,
    role: str,
    session_id: str | None = None,
    *,
    permissions: Permissions | None = None,
    factor_at: int | None = None,
    now: float,
) -> dict[str, Any]:
    """What the header says of a caller and their session, for a minute; it has permissions only if they are staff."""
    expires_at = int(now) + CALLER_LIFETIME_SECONDS
    claims: dict[str, Any] = {"sub": customer_id, "role": role, "sid": session_id, "exp": expires_at}
    if permissions is not None:
        claims["permissions"] = dict(permissions)
    if factor_at is not None:
        claims["factor_at"] = factor_at
    return claims


def caller_header(key: str, operation: str, claims: Mapping[str, Any]) -> str:
    """The header's value for this operation, signed by the gateway's key."""
    # Imported here, as below: an operation that guests call needs neither kind of signature.
    from functions.runtime.security import ed25519

    payload = base64.urlsafe_b64encode(json.dumps({"aud": operation, **claims}).encode())
    return f"{payload.decode()}.{ed25519.sign(key, _PURPOSE + payload)}"


def caller_header_before(keys: Sequence[str], claims: Mapping[str, Any]) -> str:
    """The header's value for operations of the release before."""
    from functions.runtime.security import signatures

    payload = base64.urlsafe_b64encode(json.dumps(claims).encode())
    return f"{payload.decode()}.{signatures.sign(keys, payload)}"


def read_caller(kind: type[C], operation: str, keys: Keys, headers: Mapping[str, str]) -> C:
    """The caller as `kind`; raises Unauthenticated (guest, forged header), Forbidden, or BadRequest (cart token)."""
    cart_token = headers.get("cart-token")
    if cart_token is not None and len(cart_token) > CART_TOKEN_LENGTH_MAX:
        raise BadRequest(f"A Cart-Token has at most {CART_TOKEN_LENGTH_MAX} characters.")
    claims = _claims(operation, keys, headers)
    verified = _caller(claims) if claims is not None else {"role": "guest"}
    role = verified["role"]
    if role not in kind.ROLES:
        raise (Unauthenticated("Sign in to do this.") if role == "guest" else Forbidden(f"This is not for {role}s."))
    return kind(cart_token=cart_token, **verified)


def _claims(operation: str, keys: Keys, headers: Mapping[str, str]) -> dict[str, Any] | None:
    """The verified claims; None of a guest, who has no header."""
    if (header := headers.get(CALLER_HEADER)) is not None:
        from functions.runtime.security import ed25519

        payload, signature = _parts(header)
        if ed25519.is_signed(keys.gateway_public_keys, _PURPOSE + payload, signature):
            claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload))
            if claims.get("aud") == operation:
                return claims
    elif (header := headers.get(CALLER_HEADER_BEFORE)) is not None:
        from functions.runtime.security import signatures

        payload, signature = _parts(header)
        if signatures.is_signed(keys.caller_keys, payload, signature):
            known: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload))
            return known
    else:
        return None
    raise CallerForged("The caller's identity is not signed by the gateway for this operation.")


def _caller(claims: dict[str, Any]) -> dict[str, Any]:
    """The fields of the Caller."""
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


def _parts(header: str) -> tuple[bytes, str]:
    payload, _, signature = header.partition(".")
    return payload.encode(), signature
