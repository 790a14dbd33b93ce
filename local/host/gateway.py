"""Runs the gateway in this process."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext

from prometheus_client import CollectorRegistry
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.server import GatewayServer, create_app
from gateway.settings import GatewaySettings
from local.host.listeners import Sockets
from local.web.headers import element_of
from local.web.rendered_pages import renderer
from local.web.web_shop import DIST, web_shop

# As long as the functions of a cluster get. With nothing in progress the gateway stops at once.
STOP_SECONDS = 20
# The paths that knative/platform/ingress routes to the gateway.
API = ("/api/", "/.well-known/jwks.json")


class _Gateway(GatewayServer):
    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        # The shop itself handles signals, and stops its parts in order.
        return nullcontext()


@asynccontextmanager
async def serving_gateway(
    settings: GatewaySettings, sockets: Sockets, registry: CollectorRegistry
) -> AsyncIterator[None]:
    """Serves the gateway, with its metrics in the registry; at shutdown, requests in progress get STOP_SECONDS."""
    app = create_app(settings)
    registry.register(app.state.gateway.metrics.registry)
    server = _Gateway(app)
    server.config.app = _with_web_shop(app)
    server.config.timeout_graceful_shutdown = STOP_SECONDS
    serving = asyncio.create_task(server.serve(sockets=sockets))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await serving


def _with_web_shop(gateway: ASGIApp) -> ASGIApp:
    """The gateway for the API's paths, and the web shop, which Nginx serves on a cluster, for all others."""
    pages = web_shop(render=renderer(gateway, DIST), element=element_of(os.environ))

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        is_api = scope["path"].startswith(API)
        await (gateway if is_api else pages)(scope, receive, send)

    return either
