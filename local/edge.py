"""The gateway in this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext

from prometheus_client import CollectorRegistry
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from db.seed.seed import PICTURES
from gateway.server import GatewayServer, create_app
from gateway.settings import GatewaySettings
from local.listeners import Sockets

STOP_SECONDS = 2


class _Gateway(GatewayServer):
    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        # Signals are for the whole shop, which stops its parts in order.
        return nullcontext()


@asynccontextmanager
async def serving_gateway(
    settings: GatewaySettings, sockets: Sockets, registry: CollectorRegistry
) -> AsyncIterator[None]:
    """Serves the gateway, with what it is doing in the registry; requests under way at the end get STOP_SECONDS."""
    app = create_app(settings)
    registry.register(app.state.edge.metrics.registry)
    server = _Gateway(app)
    server.config.app = _with_pictures(app)
    server.config.timeout_graceful_shutdown = STOP_SECONDS
    serving = asyncio.create_task(server.serve(sockets=sockets))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await serving


def _with_pictures(app: ASGIApp) -> ASGIApp:
    """The app, and the pictures of the demo catalogue, which in a cluster the browser shop's web server has."""
    pictures = Starlette(routes=[Mount("/pictures", StaticFiles(directory=PICTURES))])

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        await (pictures if scope["path"].startswith("/pictures/") else app)(scope, receive, send)

    return either
