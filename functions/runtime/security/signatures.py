"""Signs messages between parts of the shop by HMAC-SHA256, in the format of Standard Webhooks.

The keys are symmetric, because verifying then needs only the standard library, and each import slows a cold start
(docs/decisions/0115-signed-events.md).
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence


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


def _digest(key: str, message: bytes) -> bytes:
    return hmac.new(base64.b64decode(key), message, hashlib.sha256).digest()
