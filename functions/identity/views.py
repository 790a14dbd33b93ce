"""Renders sessions and profiles."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from db.models.identity import Account, Role
from functions.identity.accounts.delivery_addresses import delivery_address
from functions.runtime.addresses import Address
from functions.runtime.http.replies import Reply
from functions.runtime.security.tokens import ACCESS_LIFETIME_SECONDS

# What a session has to do about the second factor.
FactorState = Literal["optional", "enrol", "present", "presented"]


class SessionView(Reply):
    """Clients send the access token in the Authorization header and use the refresh token once, for the next pair."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - a scheme's name, not a secret
    expires_in_seconds: int = ACCESS_LIFETIME_SECONDS
    refresh_token: str
    role: Role
    # What the role of staff permits; the pages of staff show no more than that.
    permissions: list[str]
    # A member of the staff is permitted nothing until it is `presented`, unless it is `optional`.
    second_factor: FactorState
    session_expires_at: datetime


class ProfileView(Reply):
    id: UUID
    email: str
    name: str
    # The one that orders usually go to.
    address: Address | None
    other_addresses: list[Address]
    role: Role
    created_at: datetime
    email_confirmed_at: datetime | None

    @classmethod
    def of(cls, account: Account) -> Self:
        address = delivery_address(account)
        view = cls.model_validate(account)
        return view.model_copy(update={"address": Address.model_validate(address) if address else None})
