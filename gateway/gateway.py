"""Handles public requests: authenticates, limits and forwards each of them, and always returns a response."""

import traceback

from starlette.requests import Request

from functions.runtime.errors import ShopError
from functions.runtime.telemetry.context import follow, log
from gateway.access.addresses import is_https
from gateway.access.admission import Admission
from gateway.access.browsers import browser_of
from gateway.access.identity import Identities
from gateway.access.keys import Keys
from gateway.access.revocations import Revocations
from gateway.access.slots import Slots
from gateway.http.request_context import RequestContext
from gateway.http.requests import ClientGone, check_body, check_headers, read_body
from gateway.http.responses import GatewayResponse, Streamed, problem
from gateway.http.translation import query_of
from gateway.routing.cors import Cors
from gateway.routing.pages import page_at
from gateway.routing.routes import RouteTable, read_routes
from gateway.settings import GatewaySettings
from gateway.telemetry.request_observer import RequestObserver
from gateway.upstream.counted_orders import CountedOrders
from gateway.upstream.forwarding import Forwarder

HSTS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
CLIENT_GONE = 499


class Gateway:
    """A gateway with its connections, metrics and keys."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings
        self._slots = Slots(settings.in_flight_max)
        self._observer = RequestObserver(settings, lambda: self._slots.in_flight)
        self.metrics = self._observer.metrics
        self._routes = RouteTable(read_routes(hidden=settings.hidden_operations))
        self._keys = Keys(settings.function_url.format(operation="publish-keys"))
        self._forwarder = Forwarder(settings, self.metrics)
        self._revocations = Revocations(lambda query: self._forwarder.read("list-revocations", query))
        self._admission = Admission(settings, Identities(self._keys), self._revocations, self.metrics, self._slots)
        # To be called once, before the first request.
        self.open = self._admission.limits.open
        self._orders = CountedOrders(self._forwarder, self._admission.orders)
        self._cors = Cors(settings.cors_origins)

    async def serve(self, request: Request) -> GatewayResponse:
        """The response to the request; never raises."""
        context = RequestContext(request.scope)
        follow(context.trace)
        self._slots.in_flight += 1
        response = await self._respond_or_problem(context, request)
        self._add_headers(context, response)
        if isinstance(response, Streamed):
            response.on_end = lambda: self._finish(context, response)
        else:
            self._finish(context, response)
        return response

    async def close(self) -> None:
        self._forwarder.close()
        await self._admission.limits.close()
        await self._revocations.close()
        await self._keys.close()
        await self._observer.close()

    async def _respond_or_problem(self, context: RequestContext, request: Request) -> GatewayResponse:
        try:
            self._slots.check()
            check_headers(request.scope["headers"], context.headers)
            return page_at(context.path, context.method, context.headers) or await self._respond(context, request)
        except ShopError as refused:
            return problem(refused, context.trace.request_id)
        except ClientGone:
            return GatewayResponse(CLIENT_GONE, [])
        except Exception as failure:  # noqa: BLE001 - the last resort: no detail of a defect may reach a client
            frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(failure.__traceback__)[-6:]]
            log("a request failed by a defect of the gateway", level="error", cause=type(failure).__name__, at=frames)
            return problem(ShopError("This is a defect of the shop."), context.trace.request_id)

    async def _respond(self, context: RequestContext, request: Request) -> GatewayResponse:
        path_routes, parameters = self._routes.find(context.path)
        if context.method == "OPTIONS":
            self._forwarder.wake(path_routes.announced)
            return GatewayResponse(204, self._cors.preflight(context.headers.get(b"origin"), path_routes.allowed))
        route = path_routes.route(context.method)
        context.operation = route.operation
        browser = browser_of(context, route, self._settings.trusted_proxies)
        await self._admission.admit(context, route)
        self._observer.admitted(context)
        query = query_of(route, parameters, request.scope["query_string"])
        check_body(context.headers, expected=route.takes_body, bytes_max=route.body_bytes_max)
        body = await read_body(request.receive, route.body_bytes_max) if route.takes_body else b""
        translated = browser.body(route, body) if browser is not None else body
        if translated is None:
            return GatewayResponse(204, [(b"cache-control", b"no-store")])
        await self._admission.targets.admit(route, context.address, translated)
        response = await self._orders.forward(route, context, query, translated)
        if response.status_code < 300:
            self._admission.targets.succeeded(route, context.address, translated)
        return browser.respond(route, response) if browser is not None else response

    def _add_headers(self, context: RequestContext, response: GatewayResponse) -> None:
        """Adds the headers that every response has."""
        headers = response.raw_headers
        headers.append((b"x-request-id", context.trace.request_id.encode()))
        headers += [*response.security, *context.set_cookies]
        headers += self._cors.headers(context.headers.get(b"origin"))
        if context.rate_limit is not None:
            headers += context.rate_limit.headers()
        if is_https(context.scope, context.headers, self._settings.trusted_proxies):
            headers.append(HSTS)

    def _finish(self, context: RequestContext, response: GatewayResponse) -> None:
        self._slots.in_flight -= 1
        self._observer.finished(context, response.status_code)
