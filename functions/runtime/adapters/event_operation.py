"""Makes an operation a CloudEvent function: an event is handled once, or fails where the Broker can see it.

The answer is the retry policy: 204 done, 409 too early, 503 something is down (both are tried again),
422 poison (straight to the dead letters). A body on success would count as a failed delivery.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import flask
from pydantic import ValidationError

from eventing.events import Event
from functions.runtime.adapters.dependencies import open_transaction, part
from functions.runtime.adapters.http_operation import View
from functions.runtime.adapters.request_handling import served
from functions.runtime.database.inbox import acknowledge, is_first_delivery
from functions.runtime.errors import Conflict, InvalidRequest, NotFound
from functions.runtime.http.cloud_events import ReceivedEvent, read_event
from functions.runtime.http.replies import Answer
from functions.runtime.http.requests import read_body
from functions.runtime.settings import settings
from functions.runtime.telemetry.context import about, log
from functions.runtime.telemetry.metrics import metrics

EVENT_BYTES_MAX = 256 * 1024


@dataclass(frozen=True, slots=True)
class EventOperation:
    """What is known of an event operation without calling it."""

    operate: Callable[..., None]
    needs: dict[str, Callable[[], Any]] = field(default_factory=dict)

    @property
    def consumer(self) -> str:
        return self.operate.__name__.replace("_", "-")

    @property
    def events(self) -> tuple[type[Event], ...]:
        """The events it takes: its first parameter's type, or the members of that union."""
        kind = next(iter(self.operate.__annotations__.values()))
        return tuple(getattr(kind, "__args__", (kind,)))

    def answer(self, request: flask.Request) -> Answer:
        received = _received(request)
        about(event_id=received.id, event_type=received.type)
        event = self._parsed(received)
        about(**event.about)
        offered = {name: part(name, make) for name, make in self.needs.items()}
        with open_transaction() as shop, _poison_told_apart():
            if is_first_delivery(shop, received.id, self.consumer):
                self.operate(event, shop=shop, **offered)
            else:
                metrics().count("cloudshop_inbox_duplicates_total", (self.consumer,))
                log("delivered again")
            acknowledge(shop, received.id, self.consumer)
        return Answer(204)

    def _parsed(self, received: ReceivedEvent) -> Event:
        for kind in self.events:
            if received.type == kind.TYPE:
                try:
                    return kind.model_validate(received.data)
                except ValidationError as refused:
                    where = ", ".join(".".join(map(str, e["loc"])) for e in refused.errors(include_input=False))
                    raise InvalidRequest(f"{received.type} does not keep its contract at: {where}") from None
        raise InvalidRequest.field("type", f"{received.type} is not for {self.consumer}")


def event_operation(**needs: Callable[[], Any]) -> Callable[[Callable[..., None]], View]:
    """Declares an operation that events trigger: `operate(event, *, shop, **needs)`, which returns nothing."""

    def declare(operate: Callable[..., None]) -> View:
        operation = EventOperation(operate, needs)

        @functools.wraps(operate)
        def view(request: flask.Request) -> flask.Response:
            return served(operate.__name__, request, lambda: operation.answer(request))

        view.operation = operation  # type: ignore[attr-defined]
        return view

    return declare


def _received(request: flask.Request) -> ReceivedEvent:
    received = read_event(dict(request.headers), read_body(request, EVENT_BYTES_MAX))
    if not received.is_authentic(settings().event_keys):
        raise InvalidRequest.field("signature", "this event was not sent by the shop")
    return received


@contextmanager
def _poison_told_apart() -> Iterator[None]:
    """A Broker tries 404 and 409 again; for an event they would stay what they are."""
    try:
        yield
    except (NotFound, Conflict) as error:
        raise InvalidRequest(f"{error.title}: {error.detail}") from error
