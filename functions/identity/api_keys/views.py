"""Renders API keys for staff."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from db.models.api_keys import ApiKey
from db.models.identity import Account
from functions.runtime.http.replies import Reply
from functions.runtime.permissions import PERMISSIONS

State = Literal["active", "expired", "without-owner"]
PermissionNames = Annotated[list[str], Field(max_length=len(PERMISSIONS))]


class ApiKeyView(Reply):
    """A key; its program acts for `owner`. It is `without-owner` once the owner no longer belongs to the staff.

    `last_used_at` is when it was last exchanged for a token; tokens are valid for ten minutes. `begins_with` is the
    stored beginning of the key, by which a leaked key can be recognised.
    """

    id: UUID
    name: str
    begins_with: str
    owner: str
    permissions: PermissionNames
    state: State
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None

    @classmethod
    def of(cls, key: ApiKey, account: Account, now: datetime) -> "ApiKeyView":
        return cls(
            id=key.id,
            name=key.name,
            begins_with=key.begins_with,
            owner=account.name or account.email,
            permissions=key.permissions,
            state=_state(key, account, now),
            created_at=key.created_at,
            expires_at=key.expires_at,
            last_used_at=key.last_used_at,
        )


def _state(key: ApiKey, account: Account, now: datetime) -> State:
    if key.expires_at <= now:
        return "expired"
    return "active" if account.staff_role is not None and account.disabled_at is None else "without-owner"
