"""The gateway from the first byte to the last: one request in, one answer out, whatever happens between."""

import traceback

from starlette.requests import Request

from functions.runtime.errors import ShopError
from functions.runtime.telemetry.context import follow, log
from gateway.access.addresses import is_https
from gateway.access.admission import Admission
from gateway.access.browsers import TRANSPORT, Browser
from gateway.access.identity import Identities
from gateway.access.keys import Keys
from gateway.errors import Busy
from gateway.http.request_context import RequestContext
from gateway.http.requests import ClientGone, check_body, check_headers, read_body
from gateway.http.responses import GatewayResponse, Streamed, problem
from gateway.http.translation import query_of
from gateway.routing.cors import Cors
from gateway.routing.pages import page_at
from gateway.routing.routes import Route, RouteTable, read_routes
from gateway.settings import GatewaySettings
from gateway.telemetry.request_observer import RequestObserver
from gateway.upstream.forwarding import Relay

HSTS = (b"strict-transport-security", b"max-age=31536000")
CLIENT_GONE = 499


class Gateway:
    """One gateway with its connections, counters and keys."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings
        self._in_flight = 0
        self._witness = RequestObserver(settings, lambda: self._in_flight)
        self.metrics = self._witness.metrics
        self._routes = RouteTable(read_routes())
        self._keys = Keys(settings.function_url.format(operation="publish-keys"))
        self._admission = Admission(settings, Identities(self._keys), self.metrics)
        self._relay = Relay(settings, self.metrics)
        self._cors = Cors(settings.cors_origins)

    async def serve(self, request: Request) -> GatewayResponse:
        """The answer; raises nothing."""
        context = RequestContext(request.scope)
        follow(context.trace)
        self._in_flight += 1
        answer = await self._answer_or_problem(context, request)
        self._complete(context, answer)
        if isinstance(answer, Streamed):
            answer.on_end = lambda: self._leave(context, answer)
        else:
            self._leave(context, answer)
        return answer

    async def close(self) -> None:
        self._relay.close()
        await self._keys.close()
        await self._witness.close()

    async def _answer_or_problem(self, context: RequestContext, request: Request) -> GatewayResponse:
        try:
            if self._in_flight > self._settings.in_flight_max:
                raise Busy("Try again in a moment.")
            check_headers(request.scope["headers"], context.headers)
            return page_at(context.path, context.method, context.headers) or await self._answer(context, request)
        except ShopError as refused:
            return problem(refused, context.trace.request_id)
        except ClientGone:
            return GatewayResponse(CLIENT_GONE, [])
        except Exception as failure:  # noqa: BLE001 - the last resort: whatever it is, nothing of it may leave
            frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(failure.__traceback__)[-6:]]
            log("the gateway failed", level="error", cause=type(failure).__name__, at=frames)
            return problem(ShopError("This is a defect of ours."), context.trace.request_id)

    async def _answer(self, context: RequestContext, request: Request) -> GatewayResponse:
        place, parameters = self._routes.find(context.path)
        if context.method == "OPTIONS":
            return GatewayResponse(204, self._cors.preflight(context.headers.get(b"origin"), place.allowed))
        route = place.route(context.method)
        context.operation = route.operation
        browser = self._browser(context, route) if TRANSPORT in context.headers else None
        await self._admission.admit(context, route)
        query = query_of(route, parameters, request.scope["query_string"])
        check_body(context.headers, expected=route.takes_body, bytes_max=route.body_bytes_max)
        body = await read_body(request.receive, route.body_bytes_max) if route.takes_body else b""
        if browser is None:
            return await self._relay.answer(route, context, query, body)
        if (told := browser.body(route, body)) is None:
            return GatewayResponse(204, [(b"cache-control", b"no-store")])
        return browser.answer(route, await self._relay.answer(route, context, query, told))

    def _browser(self, context: RequestContext, route: Route) -> Browser:
        browser = Browser(context, is_secure=is_https(context.scope, context.headers, self._settings.trusted_proxies))
        if not route.session:
            browser.identify()
        return browser

    def _complete(self, context: RequestContext, answer: GatewayResponse) -> None:
        """Adds the headers that every answer has."""
        headers = answer.raw_headers
        headers.append((b"x-request-id", context.trace.request_id.encode()))
        headers += answer.security
        headers += context.set_cookies
        headers += self._cors.headers(context.headers.get(b"origin"))
        if context.standing is not None:
            headers += context.standing.headers()
        if is_https(context.scope, context.headers, self._settings.trusted_proxies):
            headers.append(HSTS)

    def _leave(self, context: RequestContext, answer: GatewayResponse) -> None:
        self._in_flight -= 1
        self._witness.has_left(context, answer.status_code)
