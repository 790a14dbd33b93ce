"""POST /api/sessions/refresh — a new pair of tokens for a refresh token, which works once; reuse ends the session."""

from collections.abc import Sequence

from pydantic import Field

from functions.identity.access_tokens import access_token
from functions.identity.accounts import active_account
from functions.identity.errors import AccountInactive, SessionEnded
from functions.identity.fields import RefreshToken
from functions.identity.key_file import TokenKeys, token_keys
from functions.identity.refresh_tokens import refresh_keys
from functions.identity.sessions import next_token, session_to_refresh
from functions.identity.views import SessionView
from functions.runtime.http import http_operation
from functions.runtime.requests import Request
from functions.runtime.unit_of_work import UnitOfWork


class RefreshSession(Request):
    refresh_token: RefreshToken = Field(repr=False)


@http_operation(
    cache_control="no-store", errors=(SessionEnded, AccountInactive), token_keys=token_keys, refresh_keys=refresh_keys
)
def refresh_session(
    command: RefreshSession, *, shop: UnitOfWork, token_keys: TokenKeys, refresh_keys: Sequence[str]
) -> SessionView:
    session = session_to_refresh(shop, command.refresh_token)
    successor = next_token(shop, session, command.refresh_token, refresh_keys)
    account = active_account(shop.session, session.account_id)
    return SessionView(
        access_token=access_token(account.id, account.role, token_keys, shop.now),
        refresh_token=successor,
        role=account.role,
        session_expires_at=session.expires_at,
    )
