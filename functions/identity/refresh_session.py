"""POST /api/sessions/refresh — exchanges a refresh token for new tokens; using one twice ends the session."""

from collections.abc import Sequence

from pydantic import Field

from functions.identity.accounts.accounts import active_account
from functions.identity.errors import AccountInactive, SessionEnded
from functions.identity.fields import RefreshToken
from functions.identity.keys.key_file import TokenKeys, token_keys
from functions.identity.rules import session_end
from functions.identity.sessions.access_tokens import session_reply
from functions.identity.sessions.refresh_tokens import refresh_keys
from functions.identity.sessions.sessions import next_token, session_to_refresh
from functions.identity.views import SessionView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class RefreshSession(Request):
    refresh_token: RefreshToken = Field(repr=False)


@http_operation(errors=(SessionEnded, AccountInactive), token_keys=token_keys, refresh_keys=refresh_keys)
def refresh_session(
    command: RefreshSession, *, shop: UnitOfWork, token_keys: TokenKeys, refresh_keys: Sequence[str]
) -> SessionView:
    session = session_to_refresh(shop, command.refresh_token)
    next_refresh_token = next_token(shop, session, command.refresh_token, refresh_keys)
    account = active_account(shop.session, session.account_id)
    session.expires_at = session_end(session.started_at, shop.now, is_staff=account.role != "shopper")
    return session_reply(shop, account, session, next_refresh_token, token_keys)
