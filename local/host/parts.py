"""Runs mail receiver, functions, Broker, gateway and scheduled calls in one event loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

from prometheus_client import CollectorRegistry

from demo.mail.page import mail_page
from demo.mail.receiver import Mailbox, receiving
from gateway.server import tune_collector
from gateway.settings import GatewaySettings
from local.broker import triggers
from local.broker.broker import serving, serving_broker
from local.broker.scheduled_calls import call_on_schedule, scheduled_calls
from local.host.gateway import serving_gateway
from local.host.hosting import FunctionHost
from local.host.listeners import Listeners
from local.host.manifests import Sink


@asynccontextmanager
async def serving_all(
    host: FunctionHost,
    listeners: Listeners,
    mailbox: Mailbox,
    settings: GatewaySettings,
    registry: CollectorRegistry,
) -> AsyncIterator[None]:
    """Serves the shop, with the gateway's metrics in the registry.

    At shutdown, the gateway stops first, so that the requests that it has accepted can still complete.
    """
    subscribed, scheduled = triggers.triggers(), scheduled_calls()
    host.check_sinks(*(t.subscriber for t in subscribed), *(call.sink for call in scheduled))

    def address(sink: Sink) -> str:
        return listeners.function_url.format(operation=sink.operation) + sink.uri

    async with AsyncExitStack() as parts:
        await parts.enter_async_context(receiving(mailbox, *listeners.smtp))
        await parts.enter_async_context(serving(mail_page(mailbox), *listeners.mails))
        await parts.enter_async_context(serving(host.application(), *listeners.functions))
        await parts.enter_async_context(serving_broker(triggers.broker().name, subscribed, address, *listeners.broker))
        await parts.enter_async_context(serving_gateway(settings, listeners.shop, registry))
        await parts.enter_async_context(_running(call_on_schedule(scheduled, address)))
        tune_collector()
        yield


@asynccontextmanager
async def _running(work: Any) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
