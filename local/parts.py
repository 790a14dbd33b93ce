"""The parts that serve: mail, functions, Broker, gateway, pings. They share one event loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager, nullcontext, suppress
from typing import Any

import uvicorn

from local import ping, triggers
from local.broker import serving, serving_broker
from local.hosting import FunctionHost
from local.listeners import Listeners, Sockets
from local.mail import Mailbox, receiving
from local.mail_page import mail_page
from local.triggers import Sink

GATEWAY_STOP_SECONDS = 2


@asynccontextmanager
async def serving_all(host: FunctionHost, listeners: Listeners, mailbox: Mailbox, gateway: Any) -> AsyncIterator[None]:
    """Serves the shop. At the end the gateway goes first: what it let in still finds everything it needs."""

    subscribed, pinging = triggers.triggers(), ping.ping_sources()
    host.check_reaches(*(t.subscriber for t in subscribed), *(source.sink for source in pinging))

    def address(sink: Sink) -> str:
        return listeners.function_url.format(operation=sink.operation) + sink.uri

    async with AsyncExitStack() as parts:
        await parts.enter_async_context(receiving(mailbox, *listeners.smtp))
        await parts.enter_async_context(serving(mail_page(mailbox), *listeners.mails))
        await parts.enter_async_context(serving(host.application(), *listeners.functions))
        await parts.enter_async_context(serving_broker(triggers.broker().name, subscribed, address, *listeners.broker))
        await parts.enter_async_context(serving_gateway(gateway, listeners.shop))
        await parts.enter_async_context(_running(ping.ping(pinging, address)))
        yield


class _Server(uvicorn.Server):
    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        # Signals are for the whole shop, which stops its parts in order.
        return nullcontext()


@asynccontextmanager
async def serving_gateway(app: Any, sockets: Sockets) -> AsyncIterator[None]:
    """Serves the gateway's ASGI application; requests under way at the end get GATEWAY_STOP_SECONDS."""
    config = uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="auto",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GATEWAY_STOP_SECONDS,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=sockets))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await serving


@asynccontextmanager
async def _running(work: Any) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
