"""Signs and verifies with Ed25519: one part of the shop has the key that signs, and all others can only verify.

Keys are base64 of their 32 raw bytes (RFC 8032), signatures have the asymmetric form of Standard Webhooks.
"""

import base64
from collections.abc import Sequence
from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_VERSION = "v1a"


def sign(key: str, message: bytes) -> str:
    """`v1a,<base64>` of `message` under the private key."""
    return f"{_VERSION},{base64.b64encode(_private(key).sign(message)).decode()}"


def is_signed(public_keys: Sequence[str], message: bytes, signature: str) -> bool:
    """Whether the owner of any of the public keys made the signature; during a rotation, there are several."""
    version, _, encoded = signature.partition(",")
    try:
        received = base64.b64decode(encoded, validate=True)
    except ValueError:
        return False
    return version == _VERSION and any(_verifies(key, received, message) for key in public_keys)


def public_key(key: str) -> str:
    """The public key that belongs to the private one."""
    return base64.b64encode(_private(key).public_key().public_bytes_raw()).decode()


def _verifies(key: str, signature: bytes, message: bytes) -> bool:
    try:
        _public(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@cache
def _private(key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(key))


@cache
def _public(key: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(key))
