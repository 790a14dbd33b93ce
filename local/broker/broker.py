"""An in-memory Broker that behaves like Knative's MTChannelBasedBroker on an InMemoryChannel.

It responds 202 once each matching Trigger has delivered the event to its subscriber or to its dead-letter sink, and 500
if one could do neither. No operation responds with an event, so replies are not routed: a response with a body counts
as a failed delivery.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp
from aiohttp import web

from functions.runtime.telemetry.context import log
from local.broker.cloud_event import Event, NotAnEvent
from local.broker.delivery import Address, deliver
from local.broker.triggers import Trigger

EVENTS_MAX = 1000
EVENT_BYTES_MAX = 512 * 1024
# Deliveries that take longer at shutdown are lost here; the relay sends their events again.
STOP_SECONDS = 0.5


class Broker:
    """Receives events at /<namespace>/<name>; responds 503 beyond EVENTS_MAX concurrent events."""

    def __init__(self, name: str, triggers: Sequence[Trigger], address: Address, client: aiohttp.ClientSession) -> None:
        self._name = name
        self._triggers = triggers
        self._address = address
        self._client = client
        self._in_progress = 0

    async def receive(self, request: web.Request) -> web.Response:
        if request.match_info["broker"] != self._name:
            return web.Response(status=404)
        if self._in_progress >= EVENTS_MAX:
            return web.Response(status=503, headers={"retry-after": "1"})
        self._in_progress += 1
        try:
            event = Event.of(request.headers, await request.read())
            return web.Response(status=202 if await self._fan_out(event) else 500)
        except NotAnEvent:
            return web.Response(status=400)
        finally:
            self._in_progress -= 1

    async def _fan_out(self, event: Event) -> bool:
        arrived = event.with_attributes({"knativearrivaltime": datetime.now(UTC).isoformat()})
        matching = [trigger for trigger in self._triggers if trigger.matches(event.attributes)]
        deliveries = [deliver(self._client, self._address, trigger, arrived) for trigger in matching]
        delivered = await asyncio.gather(*deliveries)
        for trigger, is_delivered in zip(matching, delivered, strict=True):
            if not is_delivered:
                log("neither subscriber nor dead-letter sink accepted an event", level="error", trigger=trigger.name)
        return all(delivered)


@asynccontextmanager
async def serving_broker(
    name: str, triggers: Sequence[Trigger], address: Address, listener: socket.socket
) -> AsyncIterator[None]:
    """Serves the Broker on the socket."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
        app = web.Application(client_max_size=EVENT_BYTES_MAX)
        app.router.add_post("/{namespace}/{broker}", Broker(name, triggers, address, client).receive)
        async with serving(app, listener):
            yield


@asynccontextmanager
async def serving(app: web.Application, *listeners: socket.socket) -> AsyncIterator[None]:
    """Serves an application on the sockets; at shutdown, requests in progress get STOP_SECONDS."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_SECONDS)
    await runner.setup()
    try:
        for listener in listeners:
            await web.SockSite(runner, listener).start()
        yield
    finally:
        await runner.cleanup()
