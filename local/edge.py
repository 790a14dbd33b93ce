"""The gateway in this process, with its metrics beside it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from db.seed.seed import PICTURES
from gateway.monitoring import Monitoring
from gateway.server import GatewayServer, create_app
from gateway.settings import GatewaySettings
from local.listeners import LOOPBACK, Sockets

STOP_SECONDS = 2


class _Gateway(GatewayServer):
    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        # Signals are for the whole shop, which stops its parts in order.
        return nullcontext()


@asynccontextmanager
async def serving_gateway(settings: GatewaySettings, sockets: Sockets) -> AsyncIterator[str]:
    """Serves the gateway, and tells where its metrics are; requests under way at the end get STOP_SECONDS."""
    app = create_app(settings)
    server = _Gateway(app)
    server.config.app = _with_pictures(app)
    server.config.timeout_graceful_shutdown = STOP_SECONDS
    serving = asyncio.create_task(server.serve(sockets=sockets))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    try:
        with _monitored(app, settings.metrics_port) as metrics_url:
            yield metrics_url
    finally:
        server.should_exit = True
        await serving


def _with_pictures(app: ASGIApp) -> ASGIApp:
    """The app, and the pictures of the demo catalogue, which in a cluster the browser shop's web server has."""
    pictures = Starlette(routes=[Mount("/pictures", StaticFiles(directory=PICTURES))])

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        await (pictures if scope["path"].startswith("/pictures/") else app)(scope, receive, send)

    return either


@contextmanager
def _monitored(gateway: Starlette, port: int) -> Iterator[str]:
    """Serves the gateway's metrics at the port, or at a free one where somebody has that."""

    def monitoring(chosen: int) -> Monitoring:
        return Monitoring(LOOPBACK, chosen, gateway.state.edge.metrics.registry, is_ready=lambda: True)

    try:
        monitor = monitoring(port)
    except OSError:
        monitor = monitoring(0)
    monitor.start()
    try:
        yield f"http://localhost:{monitor.port}/metrics"
    finally:
        monitor.stop()
