"""Subscribers that answer as a test says, and a Broker in front of them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import aiohttp
from aiohttp import web

from local.broker.broker import serving, serving_broker
from local.broker.triggers import Delivery, Trigger
from local.host.manifests import Sink
from local.host.ports import listening

EVENT = {
    "ce-specversion": "1.0",
    "ce-id": "1",
    "ce-source": "/test",
    "ce-type": "shop.order.placed.v1",
    "content-type": "application/json",
}
DEAD_LETTERS = Sink("store-dead-letter", "/?consumer=reserve-stock")


@dataclass
class Subscribers:
    """Answers `answers[operation]` in turn, the last one from then on (204 without any), and keeps what came."""

    answers: dict[str, list[int | tuple[int, str]]] = field(default_factory=dict)
    received: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    queries: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        operation = request.match_info["operation"]
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.received.setdefault(operation, []).append({**headers, "body": await request.text()})
        self.queries.append(request.query_string)
        given = self.answers.get(operation, [204])
        answer = given.pop(0) if len(given) > 1 else given[0]
        status, text = (answer, None) if isinstance(answer, int) else answer
        return web.Response(status=status, text=text)


@dataclass
class TestedBroker:
    __test__ = False

    url: str
    client: aiohttp.ClientSession

    async def post(self, headers: dict[str, str] = EVENT, body: bytes = b'{"a": 1}') -> int:
        async with self.client.post(self.url, headers=headers, data=body) as answer:
            return answer.status


@asynccontextmanager
async def broker_for(subscribers: Subscribers, triggers: Sequence[Trigger]) -> AsyncIterator[TestedBroker]:
    app = web.Application()
    app.router.add_route("*", "/{operation}{rest:(/.*)?}", subscribers.answer)
    (functions,), (listener,) = listening("127.0.0.1", 0, ""), listening("127.0.0.1", 0, "")
    port = functions.getsockname()[1]
    async with (
        serving(app, functions),
        serving_broker("shop", triggers, lambda sink: f"http://127.0.0.1:{port}/{sink.operation}{sink.uri}", listener),
        aiohttp.ClientSession() as client,
    ):
        yield TestedBroker(f"http://127.0.0.1:{listener.getsockname()[1]}/local/shop", client)


def a_trigger(
    operation: str = "reserve-stock",
    *,
    event_type: str = "shop.order.placed.v1",
    retries: int = 2,
    timeout_seconds: float = 5,
    dead_letters: Sink | None = DEAD_LETTERS,
) -> Trigger:
    delivery = Delivery(
        retries, "exponential", timedelta(milliseconds=1), timedelta(seconds=timeout_seconds), dead_letters
    )
    return Trigger(f"{operation}-trigger", (("type", event_type),), Sink(operation), delivery)
