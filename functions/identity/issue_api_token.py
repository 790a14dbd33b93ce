"""POST /api/tokens — exchanges the API key of a program for an access token, valid for ten minutes at most."""

from typing import Annotated

from pydantic import Field, StringConstraints

from functions.identity.api_keys.errors import ApiKeyRefused
from functions.identity.api_keys.keys import use_api_key
from functions.identity.api_keys.views import PermissionNames
from functions.identity.keys.key_file import TokenKeys, token_keys
from functions.identity.sessions.access_tokens import access_token
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from functions.runtime.security.tokens import access_claims


class IssueApiToken(Request):
    key: Annotated[
        str,
        StringConstraints(max_length=47, pattern=r"^csk_[A-Za-z0-9_-]{43}$"),
        Field(repr=False, json_schema_extra={"writeOnly": True}),
    ]


class ApiToken(Reply):
    """A token to be sent as `Authorization: Bearer …`, and what it permits."""

    access_token: str
    expires_in_seconds: int
    permissions: PermissionNames


@http_operation(status=201, errors=(ApiKeyRefused,), token_keys=token_keys)
def issue_api_token(command: IssueApiToken, *, shop: UnitOfWork, token_keys: TokenKeys) -> ApiToken:
    account, session, permissions = use_api_key(shop, command.key)
    now, ends_at = int(shop.now.timestamp()), int(session.expires_at.timestamp())
    claims = access_claims(account.id, "program", session.id, permissions, now_seconds=now, ends_at_seconds=ends_at)
    token, permitted = access_token(claims, token_keys), sorted(permissions)
    return ApiToken(access_token=token, expires_in_seconds=claims["exp"] - now, permissions=permitted)
