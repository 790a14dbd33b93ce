"""The datagrams in which gateways have each other count: authentic by a key that only gateways have."""

import hashlib
import hmac
import json
from typing import Any

MAC_BYTES = 16
BYTES_MAX = 2048


class Messages:
    """Writes and reads datagrams; `purpose` tells questions from answers, so that neither passes for the other."""

    def __init__(self, key: str, purpose: bytes) -> None:
        self._key = hashlib.blake2b(key.encode(), digest_size=32, person=b"gateway-peers").digest()
        self._purpose = purpose

    def written(self, content: list[Any]) -> bytes:
        body = json.dumps(content, separators=(",", ":")).encode()
        return self._mac(body) + body

    def read(self, datagram: bytes) -> list[Any] | None:
        """The content; None of what no gateway has written."""
        body = datagram[MAC_BYTES:]
        if len(datagram) > BYTES_MAX or not hmac.compare_digest(self._mac(body), datagram[:MAC_BYTES]):
            return None
        content: list[Any] = json.loads(body)
        return content

    def _mac(self, body: bytes) -> bytes:
        return hashlib.blake2b(body, key=self._key, digest_size=MAC_BYTES, person=self._purpose).digest()
