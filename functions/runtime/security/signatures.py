"""HMAC-SHA256 signatures of what travels between the shop's parts, in the form of Standard Webhooks.

Symmetric on purpose: verifying needs only the standard library, and a cold start pays for every import
(docs/decisions/0004-symmetric-signatures.md).
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence


def sign(keys: Sequence[str], message: bytes) -> str:
    """`v1,<base64>` of `message` under the first of the base64 `keys`."""
    return "v1," + base64.b64encode(_digest(keys[0], message)).decode()


def is_signed(keys: Sequence[str], message: bytes, signature: str) -> bool:
    """Whether any of `keys` made the signature; several keys are valid while one replaces another."""
    version, _, encoded = signature.partition(",")
    try:
        given = base64.b64decode(encoded, validate=True)
    except ValueError:
        return False
    return version == "v1" and any(hmac.compare_digest(_digest(key, message), given) for key in keys)


def _digest(key: str, message: bytes) -> bytes:
    return hmac.new(base64.b64decode(key), message, hashlib.sha256).digest()
