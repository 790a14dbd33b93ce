"""Translates between the cookies of browsers and the tokens that functions see.

The reasons are in docs/decisions/0035-browser-sessions.md.
"""

import json
import re
from datetime import UTC, datetime

from functions.runtime.errors import BadRequest
from gateway.access.addresses import is_https
from gateway.access.cookies import access_cookie, refresh_cookie
from gateway.errors import ForeignOrigin, SessionEnded
from gateway.http.request_context import RequestContext
from gateway.http.responses import GatewayResponse
from gateway.routing.routes import Route
from gateway.settings import Network

TRANSPORT = b"session-transport"
# Left out of the responses to a browser's log-in and refresh, because scripts could read them.
WITHHELD_MEMBERS = ("access_token", "token_type", "refresh_token")
# The format that refresh_session accepts; a browser could do nothing about a validation error for another one.
REFRESH_TOKEN = re.compile(r"[A-Za-z0-9_-]{64}")


class Browser:
    """The request of a client that asks for cookies instead of tokens."""

    def __init__(self, context: RequestContext, *, is_secure: bool) -> None:
        """Raises BadRequest or ForeignOrigin for requests that do not come from the shop's own pages."""
        headers = context.headers
        if headers[TRANSPORT] != b"cookie":
            raise BadRequest("The only value of Session-Transport is cookie.")
        if b"authorization" in headers:
            raise BadRequest("Send either Authorization or Session-Transport, not both.")
        if headers.get(b"sec-fetch-site", b"same-origin") != b"same-origin":
            raise ForeignOrigin("Only the shop's own pages may use its cookies.")
        self._context = context
        self._access = access_cookie(is_secure=is_secure)
        self._refresh = refresh_cookie(is_secure=is_secure)

    def identify(self) -> None:
        """Uses the cookie's access token as if the request had an Authorization header."""
        if (token := self._access.value(self._context.headers)) is not None:
            self._context.headers[b"authorization"] = b"Bearer " + token

    def body(self, route: Route, sent: bytes) -> bytes | None:
        """The body for the function; None if there is no session to end. Raises SessionEnded."""
        if route.session not in {"renews", "ends"}:
            return sent
        if sent:
            raise BadRequest("Send no body: the refresh token is read from its cookie.")
        token = (self._refresh.value(self._context.headers) or b"").decode("latin-1")
        if not REFRESH_TOKEN.fullmatch(token):
            self._delete_cookies()
            if route.session == "ends":
                return None
            raise SessionEnded("Log in again.")
        self._context.headers[b"content-type"] = b"application/json"
        return json.dumps({"refresh_token": token}).encode()

    def respond(self, route: Route, response: GatewayResponse) -> GatewayResponse:
        """The function's response without tokens; sets or deletes the cookies where the session changes."""
        status = response.status_code
        if route.session in {"opens", "renews"} and status < 300:
            return self._set_cookies(response)
        # The cookies remain if the session could not be ended, so that the browser can try again.
        if (route.session == "ends" and status < 500) or (route.session == "renews" and status == 401):
            self._delete_cookies()
        return response

    def _set_cookies(self, response: GatewayResponse) -> GatewayResponse:
        session = json.loads(bytes(response.body))
        access_token, _, refresh_token = (session.pop(member) for member in WITHHELD_MEMBERS)
        remaining = datetime.fromisoformat(session["session_expires_at"]) - datetime.now(UTC)
        seconds = max(0, int(remaining.total_seconds()))
        self._context.set_cookies = (self._access.set(access_token, seconds), self._refresh.set(refresh_token, seconds))
        body = json.dumps(session).encode()
        headers = [header for header in response.raw_headers if header[0] != b"content-length"]
        return GatewayResponse(response.status_code, [*headers, (b"content-length", b"%d" % len(body))], body)

    def _delete_cookies(self) -> None:
        self._context.set_cookies = (self._access.delete(), self._refresh.delete())


def browser_of(context: RequestContext, route: Route, trusted_proxies: tuple[Network, ...]) -> Browser | None:
    """The browser that sends the request, identified by its cookies; None for other clients."""
    if TRANSPORT not in context.headers:
        return None
    browser = Browser(context, is_secure=is_https(context.scope, context.headers, trusted_proxies))
    if not route.session:
        browser.identify()
    return browser
