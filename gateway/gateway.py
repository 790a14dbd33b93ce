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
from gateway.http.request_context import Visit
from gateway.http.requests import ClientGone, check_body, check_headers, read_body
from gateway.http.responses import Outgoing, Streamed, problem
from gateway.http.translation import query_of
from gateway.routing.cors import Cors
from gateway.routing.pages import page_at
from gateway.routing.routes import Route, RouteTable, read_routes
from gateway.settings import GatewaySettings
from gateway.telemetry.request_observer import Witness
from gateway.upstream.forwarding import Relay

HSTS = (b"strict-transport-security", b"max-age=31536000")
CLIENT_GONE = 499


class Edge:
    """One gateway with its connections, counters and keys."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings
        self._in_flight = 0
        self._witness = Witness(settings, lambda: self._in_flight)
        self.metrics = self._witness.metrics
        self._routes = RouteTable(read_routes())
        self._keys = Keys(settings.function_url.format(operation="publish-keys"))
        self._admission = Admission(settings, Identities(self._keys), self.metrics)
        self._relay = Relay(settings, self.metrics)
        self._cors = Cors(settings.cors_origins)

    async def serve(self, request: Request) -> Outgoing:
        """The answer; raises nothing."""
        visit = Visit(request.scope)
        follow(visit.trace)
        self._in_flight += 1
        answer = await self._answer_or_problem(visit, request)
        self._complete(visit, answer)
        if isinstance(answer, Streamed):
            answer.on_end = lambda: self._leave(visit, answer)
        else:
            self._leave(visit, answer)
        return answer

    async def close(self) -> None:
        self._relay.close()
        await self._keys.close()
        await self._witness.close()

    async def _answer_or_problem(self, visit: Visit, request: Request) -> Outgoing:
        try:
            if self._in_flight > self._settings.in_flight_max:
                raise Busy("Try again in a moment.")
            check_headers(request.scope["headers"], visit.headers)
            return page_at(visit.path, visit.method, visit.headers) or await self._answer(visit, request)
        except ShopError as refused:
            return problem(refused, visit.trace.request_id)
        except ClientGone:
            return Outgoing(CLIENT_GONE, [])
        except Exception as failure:  # noqa: BLE001 - the last resort: whatever it is, nothing of it may leave
            frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(failure.__traceback__)[-6:]]
            log("the gateway failed", level="error", cause=type(failure).__name__, at=frames)
            return problem(ShopError("This is a defect of ours."), visit.trace.request_id)

    async def _answer(self, visit: Visit, request: Request) -> Outgoing:
        place, parameters = self._routes.find(visit.path)
        if visit.method == "OPTIONS":
            return Outgoing(204, self._cors.preflight(visit.headers.get(b"origin"), place.allowed))
        route = place.route(visit.method)
        visit.operation = route.operation
        browser = self._browser(visit, route) if TRANSPORT in visit.headers else None
        await self._admission.admit(visit, route)
        query = query_of(route, parameters, request.scope["query_string"])
        check_body(visit.headers, expected=route.takes_body, bytes_max=route.body_bytes_max)
        body = await read_body(request.receive, route.body_bytes_max) if route.takes_body else b""
        if browser is None:
            return await self._relay.answer(route, visit, query, body)
        if (told := browser.body(route, body)) is None:
            return Outgoing(204, [(b"cache-control", b"no-store")])
        return browser.answer(route, await self._relay.answer(route, visit, query, told))

    def _browser(self, visit: Visit, route: Route) -> Browser:
        browser = Browser(visit, is_secure=is_https(visit.scope, visit.headers, self._settings.trusted_proxies))
        if not route.session:
            browser.identify()
        return browser

    def _complete(self, visit: Visit, answer: Outgoing) -> None:
        """Adds the headers that every answer has."""
        headers = answer.raw_headers
        headers.append((b"x-request-id", visit.trace.request_id.encode()))
        headers += answer.security
        headers += visit.set_cookies
        headers += self._cors.headers(visit.headers.get(b"origin"))
        if visit.standing is not None:
            headers += visit.standing.headers()
        if is_https(visit.scope, visit.headers, self._settings.trusted_proxies):
            headers.append(HSTS)

    def _leave(self, visit: Visit, answer: Outgoing) -> None:
        self._in_flight -= 1
        self._witness.has_left(visit, answer.status_code)
