"""Renders passkeys for their owners."""

from datetime import datetime
from uuid import UUID

from functions.runtime.http.replies import Reply


class OwnPasskey(Reply):
    """A passkey by the name that its owner gave it."""

    id: UUID
    name: str
    added_at: datetime
    last_used_at: datetime | None
