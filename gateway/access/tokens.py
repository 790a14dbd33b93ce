"""Verifies access tokens (RFC 9068); it reads only the key's name before the signature is verified."""

import json
import re
from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING, Any
from uuid import UUID

from functions.runtime.callers import Caller
from functions.runtime.errors import Unauthenticated
from functions.runtime.permissions import factor_time_in, permissions_in
from functions.runtime.security.tokens import ALGORITHM, AUDIENCE, ISSUER, LEEWAY_SECONDS, TYPE

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey

TOKEN_CHARACTERS_MAX = 4096
_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ROLES = Caller.ROLES - {"guest"}


class TokenRefused(Unauthenticated):
    slug, title = "token-refused", "The access token is not valid"


def bearer(authorization: bytes) -> str:
    """The token in an Authorization header; raises TokenRefused."""
    scheme, _, token = authorization.decode("latin-1").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenRefused("Send the access token as `Authorization: Bearer <token>`.")
    return token.strip()


def key_id(token: str) -> str:
    """The name of the key with which the token claims to be signed; raises TokenRefused.

    A header with any other member, such as `jwk`, `jku`, `x5u` or `crit`, is refused.
    """
    if len(token) > TOKEN_CHARACTERS_MAX or not _TOKEN.fullmatch(token):
        raise TokenRefused("This is not a signed JWT.")
    encoded = token.partition(".")[0]
    try:
        header = json.loads(urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)), object_pairs_hook=_unique_members)
        named = header.pop("kid")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise TokenRefused("The token's header cannot be read.") from None
    if header != {"alg": ALGORITHM, "typ": TYPE} or not isinstance(named, str) or not _KEY_ID.fullmatch(named):
        raise TokenRefused(f"An access token is {TYPE}, signed with {ALGORITHM} by a key of this shop.")
    return named


def claims(token: str, key: "OKPKey") -> dict[str, Any]:
    """The token's claims, if its signature, issuer, audience and times are valid; raises TokenRefused."""
    from joserfc import jwt
    from joserfc.errors import ExpiredTokenError, JoseError

    from functions.runtime.security.token_signatures import TokenSignatures

    try:
        found = jwt.decode(token, key, algorithms=[ALGORITHM], registry=TokenSignatures()).claims
        _registry().validate(found)
        permissions_in(found, found["role"])
        factor_time_in(found)
        if found["role"] not in _ROLES or any(str(UUID(name)) != name for name in (found["sub"], found["sid"])):
            raise TokenRefused("The token names no caller.")
    except ExpiredTokenError:
        raise TokenRefused("The access token has expired; refresh it.") from None
    except (JoseError, ValueError, TypeError, AttributeError, RecursionError):
        raise TokenRefused("The access token was not issued by this shop, or was modified.") from None
    return found


def _registry() -> Any:
    from joserfc.jwt import JWTClaimsRegistry

    return JWTClaimsRegistry(
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": ISSUER},
        aud={"essential": True, "value": AUDIENCE},
        exp={"essential": True},
        nbf={"essential": True},
        sub={"essential": True},
        sid={"essential": True},
        role={"essential": True},
        jti={"essential": True},
    )


def _unique_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a member occurs twice")
    return members
