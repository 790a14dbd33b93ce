"""POST /api/sessions/log-out — end a session, by any refresh token it ever had; ending it again is no error."""

from pydantic import Field

from functions.identity.fields import RefreshToken
from functions.identity.refresh_tokens import named_session
from functions.identity.sessions import end_session
from functions.runtime.http import http_operation
from functions.runtime.requests import Request
from functions.runtime.unit_of_work import UnitOfWork


class LogOut(Request):
    refresh_token: RefreshToken = Field(repr=False)


@http_operation(status=204)
def log_out(command: LogOut, *, shop: UnitOfWork) -> None:
    # Nobody learns a session's id but from its tokens: whoever holds one may end it.
    end_session(shop, named_session(command.refresh_token))
