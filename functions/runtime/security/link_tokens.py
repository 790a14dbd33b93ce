"""Makes and reads tokens of one-time links: the link's id and its HMAC-SHA256.

A token is computed when the mail is sent, so neither the database nor an event contains it. The operation that verifies
it looks up whether the link is still open.
"""

import base64
import hmac
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

# The link's id (16 bytes) and its MAC (32 bytes), in base64url.
LinkToken = Annotated[
    str,
    StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_-]{64}$"),
    Field(json_schema_extra={"writeOnly": True}),
]
_ID_BYTES = 16


def link_token(key: str, link_id: UUID) -> str:
    """The token of the link, which fits into a URL, under the base64 `key`."""
    mac = hmac.digest(base64.b64decode(key), b"mail-link." + link_id.bytes, "sha256")
    return base64.urlsafe_b64encode(link_id.bytes + mac).decode()


def link_of(keys: Sequence[str], token: str) -> UUID | None:
    """The id of the token's link, under any of the keys; during a rotation, there are several."""
    try:
        link_id = UUID(bytes=base64.urlsafe_b64decode(token)[:_ID_BYTES])
    except ValueError:
        return None
    is_authentic = [hmac.compare_digest(link_token(key, link_id).encode(), token.encode()) for key in keys]
    return link_id if any(is_authentic) else None


def link_keys() -> Sequence[str]:
    """The keys of the settings, newest first: the first signs."""
    from functions.runtime.settings import settings

    return settings().link_keys
