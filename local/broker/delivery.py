"""One event to one subscriber, as Knative's in-memory channel and broker filter deliver it (eventing 1.23).

What its sources say and its documentation does not: the filter answers 502 where a subscriber's 2xx has a body that is
no CloudEvent, and then, as after a timeout, the dead letter carries no error attributes.
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
    """What a subscriber answered in the end; `is_explained` tells whether the dead letter will say so."""

    status: int
    body: bytes = b""
    is_explained: bool = True

    @property
    def is_delivered(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_worth_a_retry(self) -> bool:
        """As SelectiveRetry decides; every other 4xx is final."""
        return self.status >= 500 or self.status in {404, 408, 409, 429}


async def deliver(client: aiohttp.ClientSession, address: Address, trigger: Trigger, event: Event) -> bool:
    """Whether the subscriber, or failing that its dead-letter sink, took the event."""
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
        if not outcome.is_worth_a_retry:
            break
        await asyncio.sleep(delivery.wait_before(retry).total_seconds())
        outcome = await _post(client, url, event, delivery)
    return outcome


async def _post(client: aiohttp.ClientSession, url: str, event: Event, delivery: Delivery) -> Outcome:
    timeout = aiohttp.ClientTimeout(total=delivery.timeout.total_seconds())
    headers = {**event.headers, "prefer": "reply"}
    try:
        async with client.post(url, data=event.body, headers=headers, timeout=timeout, allow_redirects=False) as answer:
            body = await answer.read()
    except TimeoutError:
        return Outcome(500, is_explained=False)
    except aiohttp.ClientError as failure:
        return Outcome(500, f"dispatch error: {type(failure).__name__}".encode())
    if 200 <= answer.status < 300 and body:
        return Outcome(502, is_explained=False)
    return Outcome(answer.status, body)


def _error(destination: str, outcome: Outcome) -> dict[str, str]:
    data = base64.b64encode(outcome.body).decode()[:ERROR_DATA_CHARACTERS_MAX]
    told = {"knativeerrordest": destination, "knativeerrorcode": str(outcome.status), "knativeerrordata": data}
    # An attribute may not be empty.
    return {name: value for name, value in told.items() if value}
