"""A software authenticator, which makes passkeys and answers challenges as a browser sends them on."""

import base64
import hashlib
import json
import secrets
import struct
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

SHOP_URL = "https://shop.example"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """It has one passkey; `flags` says that a person is present and was verified."""

    origin: str = SHOP_URL
    rp_id: str = "shop.example"
    flags: int = PRESENT | VERIFIED
    # 0 for one that does not count.
    sign_count: int = 0
    user_id: str = ""
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made_for(self, begun: dict[str, Any], name: str = "Phone") -> dict[str, Any]:
        """The body of add-passkey, with a key made for what begin-passkey has answered."""
        self.user_id = begun["new_passkey"]["user_id"]
        made = b"\x00" * 16 + struct.pack(">H", len(self.credential_id)) + self.credential_id + self._public_key()
        data = self._data(self.flags | ATTESTED) + made
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return {
            "name": name,
            "challenge": begun["challenge"],
            "client_data": text(self._client_data("webauthn.create", begun["challenge"])),
            "attestation": text(attestation),
        }

    def answer_to(self, begun: dict[str, Any]) -> dict[str, Any]:
        """What it answers to the challenge of begin-passkey."""
        client_data = self._client_data("webauthn.get", begun["challenge"])
        data = self._data(self.flags)
        signature = self._key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(SHA256()))
        return {
            "challenge": begun["challenge"],
            "credential_id": text(self.credential_id),
            "user_id": self.user_id,
            "client_data": text(client_data),
            "authenticator_data": text(data),
            "signature": text(signature),
        }

    def _client_data(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.rp_id.encode()).digest() + struct.pack(">BI", flags, self.sign_count)

    def _public_key(self) -> bytes:
        """As COSE names its parts: kind, algorithm, curve and point."""
        point = self._key.public_key().public_numbers()
        x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})


def text(value: bytes) -> str:
    """In base64url, as browsers send bytes."""
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
