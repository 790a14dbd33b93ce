"""POST /api/sessions/log-out — end a session, by any refresh token it ever had; ending it again is no error."""

from pydantic import Field

from functions.identity.fields import RefreshToken
from functions.identity.sessions.refresh_tokens import named_session
from functions.identity.sessions.sessions import end_session
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class LogOut(Request):
    refresh_token: RefreshToken = Field(repr=False)


@http_operation(status=204)
def log_out(command: LogOut, *, shop: UnitOfWork) -> None:
    # Nobody learns a session's id but from its tokens: whoever holds one may end it.
    end_session(shop, named_session(command.refresh_token))
