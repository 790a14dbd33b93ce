"""Delivers an event to a subscriber as Knative's in-memory channel and broker filter do (eventing 1.23).

As only Knative's sources show, the filter responds 502 if a subscriber's 2xx has a body that is not a CloudEvent; then,
as after a timeout, the dead letter has no error attributes.
"""

import asyncio
import base64
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from local.broker.cloud_event import Event
from local.broker.triggers import Delivery, Trigger
from local.host.manifests import Sink

ERROR_DATA_CHARACTERS_MAX = 1024

Address = Callable[[Sink], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A subscriber's last response; `is_explained` says whether the dead letter gets error attributes."""

    status: int
    body: bytes = b""
    is_explained: bool = True

    @property
    def is_delivered(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_retryable(self) -> bool:
        """As eventing's SelectiveRetry decides; every other 4xx is final."""
        return self.status >= 500 or self.status in {404, 408, 409, 429}


async def deliver(client: aiohttp.ClientSession, address: Address, trigger: Trigger, event: Event) -> bool:
    """Whether the subscriber, or otherwise its dead-letter sink, accepted the event."""
    destination = address(trigger.subscriber)
    outcome = await _try(client, destination, event, trigger.delivery)
    if outcome.is_delivered:
        return True
    if (dead_letters := trigger.delivery.dead_letters) is None:
        return False
    dead = event.with_attributes(_error(destination, outcome)) if outcome.is_explained else event
    return (await _try(client, address(dead_letters), dead, trigger.delivery)).is_delivered


async def _try(client: aiohttp.ClientSession, url: str, event: Event, delivery: Delivery) -> Outcome:
    outcome = await _post(client, url, event, delivery)
    for retry in range(delivery.retries):
        if not outcome.is_retryable:
            break
        await asyncio.sleep(delivery.wait_before(retry).total_seconds())
        outcome = await _post(client, url, event, delivery)
    return outcome


async def _post(client: aiohttp.ClientSession, url: str, event: Event, delivery: Delivery) -> Outcome:
    timeout = aiohttp.ClientTimeout(total=delivery.timeout.total_seconds())
    headers = {**event.headers, "prefer": "reply"}
    try:
        async with client.post(url, data=event.body, headers=headers, timeout=timeout, allow_redirects=False) as reply:
            body = await reply.read()
    except TimeoutError:
        return Outcome(500, is_explained=False)
    except aiohttp.ClientError as failure:
        return Outcome(500, f"dispatch error: {type(failure).__name__}".encode())
    if 200 <= reply.status < 300 and body:
        return Outcome(502, is_explained=False)
    return Outcome(reply.status, body)


def _error(destination: str, outcome: Outcome) -> dict[str, str]:
    data = base64.b64encode(outcome.body).decode()[:ERROR_DATA_CHARACTERS_MAX]
    attributes = {"knativeerrordest": destination, "knativeerrorcode": str(outcome.status), "knativeerrordata": data}
    # An attribute must not be empty.
    return {name: value for name, value in attributes.items() if value}
