"""Stands in for identity: keys, their published set, and tokens signed with them."""

import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from joserfc import jwt
from joserfc.jwk import OKPKey

from functions.runtime.callers import Staff
from functions.runtime.permissions import PERMISSIONS, Permissions
from functions.runtime.security.token_signatures import TokenSignatures
from functions.runtime.security.tokens import ALGORITHM, TYPE, access_claims
from tests.support.servers.functions import Behaviour, Functions, answering

ACCOUNT, SESSION = uuid4(), uuid4()


def a_key(name: str = "first") -> OKPKey:
    return OKPKey.generate_key("Ed25519", {"kid": name, "use": "sig"})


def key_set(*keys: OKPKey) -> Behaviour:
    return answering(200, {"keys": [key.as_dict(private=False) for key in keys]})


def publish(functions: Functions, *keys: OKPKey) -> None:
    functions.on("publish-keys", key_set(*keys))


def revoke(functions: Functions, *session_ids: UUID, is_complete: bool = True) -> None:
    """From now on these sessions are listed as ended."""
    read_at = datetime.now(UTC).isoformat()
    listed = {"read_at": read_at, "session_ids": [str(name) for name in session_ids], "is_complete": is_complete}
    functions.on("list-revocations", answering(200, listed))


def a_token(key: OKPKey, *, role: str = "shopper", header: dict[str, Any] | None = None, **claims: Any) -> str:
    """A valid access token, of staff with every permission, but for the claims that are given."""
    permissions: Permissions | None = dict.fromkeys(PERMISSIONS) if role in Staff.ROLES else None
    said = {**access_claims(ACCOUNT, role, SESSION, permissions, now_seconds=int(time.time())), **claims}
    head = {"alg": ALGORITHM, "typ": TYPE, "kid": key.kid, **(header or {})}
    return jwt.encode(head, said, key, algorithms=[ALGORITHM], registry=TokenSignatures())


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}
