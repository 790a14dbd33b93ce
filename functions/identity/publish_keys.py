"""GET /.well-known/jwks.json — the public keys that verify access tokens, as a JWK set (RFC 7517)."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from functions.identity.keys.key_file import TokenKeys, token_keys
from functions.identity.rules import SigningKey, published_keys
from functions.runtime.adapters.dependencies import utc_clock
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from functions.runtime.security.tokens import ALGORITHM, KEYS_CACHE_SECONDS


class PublishKeys(Request):
    pass


class PublicKey(Reply):
    kid: str
    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    use: Literal["sig"] = "sig"
    alg: str = ALGORITHM
    x: str

    @classmethod
    def of(cls, key: SigningKey) -> "PublicKey":
        return cls(kid=key.kid, x=key.jwk["x"])


class PublicKeys(Reply):
    keys: list[PublicKey]


@http_operation(
    etag=True, cache_control=f"public, max-age={KEYS_CACHE_SECONDS}", token_keys=token_keys, process_clock=utc_clock
)
def publish_keys(_query: PublishKeys, *, token_keys: TokenKeys, process_clock: Callable[[], datetime]) -> PublicKeys:
    published = published_keys(token_keys.read(), int(process_clock().timestamp()))
    return PublicKeys(keys=[PublicKey.of(key) for key in published])
