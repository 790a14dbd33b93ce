"""The parts that serve: mail, functions, Broker, gateway, pings. They share one event loop."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import (
    AbstractContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
    nullcontext,
    suppress,
)
from typing import Any

from starlette.applications import Starlette

from gateway.monitoring import Monitoring
from gateway.server import GatewayServer, create_app, tune_collector
from gateway.settings import GatewaySettings
from local import ping, triggers
from local.broker import serving, serving_broker
from local.hosting import FunctionHost
from local.listeners import LOOPBACK, Listeners, Sockets
from local.mail import Mailbox, receiving
from local.mail_page import mail_page
from local.manifests import Sink

GATEWAY_STOP_SECONDS = 2


@asynccontextmanager
async def serving_all(
    host: FunctionHost, listeners: Listeners, mailbox: Mailbox, settings: GatewaySettings
) -> AsyncIterator[str]:
    """Serves the shop, and tells where the gateway's metrics are.

    At the end the gateway goes first: what it let in still finds everything it needs.
    """

    subscribed, pinging = triggers.triggers(), ping.ping_sources()
    host.check_reaches(*(t.subscriber for t in subscribed), *(source.sink for source in pinging))

    def address(sink: Sink) -> str:
        return listeners.function_url.format(operation=sink.operation) + sink.uri

    async with AsyncExitStack() as parts:
        await parts.enter_async_context(receiving(mailbox, *listeners.smtp))
        await parts.enter_async_context(serving(mail_page(mailbox), *listeners.mails))
        await parts.enter_async_context(serving(host.application(), *listeners.functions))
        await parts.enter_async_context(serving_broker(triggers.broker().name, subscribed, address, *listeners.broker))
        gateway = create_app(settings)
        await parts.enter_async_context(serving_gateway(gateway, listeners.shop))
        metrics_url = parts.enter_context(_monitored(gateway, settings.metrics_port))
        await parts.enter_async_context(_running(ping.ping(pinging, address)))
        tune_collector()
        yield metrics_url


class _Gateway(GatewayServer):
    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        # Signals are for the whole shop, which stops its parts in order.
        return nullcontext()


@asynccontextmanager
async def serving_gateway(app: Starlette, sockets: Sockets) -> AsyncIterator[None]:
    """Serves the gateway; requests under way at the end get GATEWAY_STOP_SECONDS."""
    server = _Gateway(app)
    server.config.timeout_graceful_shutdown = GATEWAY_STOP_SECONDS
    serving = asyncio.create_task(server.serve(sockets=sockets))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await serving


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


@asynccontextmanager
async def _running(work: Any) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
