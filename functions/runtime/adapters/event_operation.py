"""Declares an operation triggered by CloudEvents: each event is handled once, or fails visibly to the Broker.

The status decides about retries: 204 means done; 409 (too early) and 503 (contended, or a dependency is down) are
retried; 422 (invalid) goes straight to the dead letters. A body on success would count as a failed delivery.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import flask
from pydantic import ValidationError

from eventing.events import Event
from functions.runtime.adapters.dependencies import dependency, open_transaction
from functions.runtime.adapters.request_handling import View, respond
from functions.runtime.database.inbox import acknowledge, is_first_delivery
from functions.runtime.errors import Conflict, InvalidRequest, MethodNotAllowed, NotFound
from functions.runtime.http.cloud_events import ReceivedEvent, read_event
from functions.runtime.http.event_signatures import check_signature
from functions.runtime.http.replies import Answer
from functions.runtime.http.requests import read_body
from functions.runtime.settings import settings
from functions.runtime.telemetry.context import about, log
from functions.runtime.telemetry.metrics import metrics

if TYPE_CHECKING:
    from functions.runtime.database.unit_of_work import UnitOfWork

EVENT_BYTES_MAX = 256 * 1024
# Opens a transaction of its own.
Transactions = Callable[[], AbstractContextManager["UnitOfWork"]]


@dataclass(frozen=True, slots=True)
class EventOperation:
    """The declaration of an event operation."""

    operate: Callable[..., None]
    first: Callable[..., None] | None = None
    dependencies: dict[str, Callable[[], Any]] = field(default_factory=dict)

    @property
    def consumer(self) -> str:
        return self.operate.__name__.replace("_", "-")

    @property
    def events(self) -> tuple[type[Event], ...]:
        """The event types it handles: its first parameter's type, or the members of that union."""
        kind = next(iter(self.operate.__annotations__.values()))
        return tuple(getattr(kind, "__args__", (kind,)))

    def answer(self, request: flask.Request) -> Answer:
        received = _received(request)
        about(event_id=received.id, event_type=received.type)
        event = self._parsed(received)
        about(**event.about)
        arguments = {name: dependency(name, make) for name, make in self.dependencies.items()}
        if self.first is not None:
            self.first(event, transactions=open_transaction, **arguments)
            arguments = {}
        with open_transaction() as shop, _permanent_errors_are_422():
            if is_first_delivery(shop, received.id, self.consumer):
                self.operate(event, shop=shop, **arguments)
            else:
                metrics().count("cloudshop_inbox_duplicates_total", (self.consumer,))
                log("duplicate delivery")
            acknowledge(shop, received.id, self.consumer)
        return Answer(204)

    def _parsed(self, received: ReceivedEvent) -> Event:
        for kind in self.events:
            if received.type == kind.TYPE:
                try:
                    return kind.model_validate(received.data)
                except ValidationError as refused:
                    where = ", ".join(".".join(map(str, e["loc"])) for e in refused.errors(include_input=False))
                    raise InvalidRequest(f"{received.type} violates its contract at: {where}") from None
        raise InvalidRequest.field("type", f"{received.type} is not for {self.consumer}")


def event_operation(
    *, first: Callable[..., None] | None = None, **dependencies: Callable[[], Any]
) -> Callable[[Callable[..., None]], View]:
    """Declares an operation triggered by events: `operate(event, *, shop, **dependencies)`, which returns None.

    With `first`, `first(event, *, transactions, **dependencies)` is called before, outside of any transaction, for work
    that takes long. It must be safe to repeat, and `operate(event, *, shop)` records that it succeeded.
    """

    def declare(operate: Callable[..., None]) -> View:
        operation = EventOperation(operate, first, dependencies)

        @functools.wraps(operate)
        def view(request: flask.Request) -> flask.Response:
            return respond(operate.__name__, request, lambda: operation.answer(request), shows_cause=True)

        view.operation = operation  # type: ignore[attr-defined]
        return view

    return declare


def _received(request: flask.Request) -> ReceivedEvent:
    if request.method != "POST":
        raise MethodNotAllowed("POST")
    received = read_event(dict(request.headers), read_body(request, EVENT_BYTES_MAX))
    check_signature(received, settings())
    return received


@contextmanager
def _permanent_errors_are_422() -> Iterator[None]:
    """Turns 404 and 409 into 422, because a Broker would retry them, and the event would only fail again."""
    try:
        yield
    except (NotFound, Conflict) as error:
        raise InvalidRequest(f"{error.title}: {error.detail}") from error
