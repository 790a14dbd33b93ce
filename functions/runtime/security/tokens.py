"""Defines the claims of access tokens, which identity signs and the gateway verifies.

A verifier trusts only keys of the published set, and not the token's own `alg`.
"""

from typing import Any
from uuid import UUID, uuid4

from functions.runtime.permissions import Permissions

ISSUER = "cloudshop"
AUDIENCE = "cloudshop-api"
TYPE = "at+jwt"
ALGORITHM = "EdDSA"
# How far the clocks of signer and verifier may differ.
LEEWAY_SECONDS = 30
ACCESS_LIFETIME_SECONDS = 600
# How long verifiers may cache the published keys; a new key signs only after that.
KEYS_CACHE_SECONDS = 300


def access_claims(  # noqa: PLR0913 - each is a claim of the token
    account_id: UUID,
    role: str,
    session_id: UUID,
    permissions: Permissions | None = None,
    *,
    factor_at: int | None = None,
    now_seconds: int,
    ends_at_seconds: int | None = None,
) -> dict[str, Any]:
    """The claims of a new access token (RFC 9068, without scopes), which ends with its session or at `ends_at_seconds`.

    A token of staff has the permissions of their role, so that requests need not read them from the database. It also
    has the Unix time at which the session presented its second factor: 0 if it did not yet, and none if it needs no
    second factor.
    """
    expires_at = now_seconds + ACCESS_LIFETIME_SECONDS
    if ends_at_seconds is not None:
        expires_at = min(expires_at, ends_at_seconds)
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(account_id),
        "role": role,
        "sid": str(session_id),
        "iat": now_seconds,
        "nbf": now_seconds,
        "exp": expires_at,
        "jti": str(uuid4()),
    }
    if factor_at is not None:
        claims["factor_at"] = factor_at
    return claims if permissions is None else claims | {"permissions": dict(permissions)}
