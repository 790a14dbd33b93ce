"""Browsers: their tokens come and go in cookies, and functions see only tokens.

docs/decisions/0035-browser-sessions.md says why.
"""

import json
import re
from datetime import UTC, datetime

from functions.runtime.errors import BadRequest
from gateway.access.cookies import access_cookie, refresh_cookie
from gateway.errors import ForeignOrigin, SessionEnded
from gateway.http.request_context import RequestContext
from gateway.http.responses import GatewayResponse
from gateway.routing.routes import Route

TRANSPORT = b"session-transport"
# What a browser's log-in and refresh do not answer, because its scripts would see it.
WITHHELD_MEMBERS = ("access_token", "token_type", "refresh_token")
# What refresh_session takes; of anything else it would say that a field is wrong, which a browser cannot mend.
REFRESH_TOKEN = re.compile(r"[A-Za-z0-9_-]{64}")


class Browser:
    """A client that asks for cookies: what its request means, and what its answer does to them."""

    def __init__(self, context: RequestContext, *, is_secure: bool) -> None:
        """Raises BadRequest or ForeignOrigin for what the shop's own pages do not send."""
        headers = context.headers
        if headers[TRANSPORT] != b"cookie":
            raise BadRequest("Session-Transport knows one value: cookie.")
        if b"authorization" in headers:
            raise BadRequest("Send either Authorization or Session-Transport.")
        if headers.get(b"sec-fetch-site", b"same-origin") != b"same-origin":
            raise ForeignOrigin("Only the shop's own pages may use its cookies.")
        self._visit = context
        self._access = access_cookie(is_secure=is_secure)
        self._refresh = refresh_cookie(is_secure=is_secure)

    def identify(self) -> None:
        """Lets the access token count as if it had come in an Authorization header."""
        if (token := self._access.value(self._visit.headers)) is not None:
            self._visit.headers[b"authorization"] = b"Bearer " + token

    def body(self, route: Route, sent: bytes) -> bytes | None:
        """What the function is told; None where there is no session, so nothing to end. Raises SessionEnded."""
        if route.session not in {"renews", "ends"}:
            return sent
        if sent:
            raise BadRequest("Send no body: the refresh token is in its cookie.")
        token = (self._refresh.value(self._visit.headers) or b"").decode("latin-1")
        if not REFRESH_TOKEN.fullmatch(token):
            self._forget()
            if route.session == "ends":
                return None
            raise SessionEnded("Log in again.")
        self._visit.headers[b"content-type"] = b"application/json"
        return json.dumps({"refresh_token": token}).encode()

    def answer(self, route: Route, said: GatewayResponse) -> GatewayResponse:
        """The function's answer without tokens; cookies are set, removed, or left as they are."""
        status = said.status_code
        if route.session in {"opens", "renews"} and status < 300:
            return self._keep(said)
        # A session that could not be ended is kept, to be ended by another try.
        if (route.session == "ends" and status < 500) or (route.session == "renews" and status == 401):
            self._forget()
        return said

    def _keep(self, said: GatewayResponse) -> GatewayResponse:
        session = json.loads(bytes(said.body))
        access_token, _, refresh_token = (session.pop(member) for member in WITHHELD_MEMBERS)
        left = datetime.fromisoformat(session["session_expires_at"]) - datetime.now(UTC)
        seconds = max(0, int(left.total_seconds()))
        self._visit.set_cookies = (self._access.kept(access_token, seconds), self._refresh.kept(refresh_token, seconds))
        body = json.dumps(session).encode()
        headers = [header for header in said.raw_headers if header[0] != b"content-length"]
        return GatewayResponse(said.status_code, [*headers, (b"content-length", b"%d" % len(body))], body)

    def _forget(self) -> None:
        self._visit.set_cookies = (self._access.removed(), self._refresh.removed())
