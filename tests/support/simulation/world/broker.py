"""The Broker between operations: it keeps events in memory, and may lose, duplicate and reorder them."""

import base64
import functools
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from functions.runtime.network.http_client import HttpResponse
from local.broker.cloud_event import Event
from local.broker.delivery import Outcome
from local.broker.triggers import Trigger, triggers
from tests.support.simulation.world.functions import Answer, Functions

NO_ANSWER = 503


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event on its way to a consumer, which has failed to handle it `failures` times."""

    trigger: Trigger
    event: Event
    failures: int = 0

    @property
    def consumer(self) -> str:
        return self.trigger.subscriber.operation

    @property
    def name(self) -> str:
        return f"{self.event.attributes['type']} to {self.consumer}"


@dataclass
class Broker:
    """`copies` decides how often each delivery of an accepted event is made, 0 for a lost one."""

    functions: Functions
    copies: Callable[[], int] = lambda: 1
    on_their_way: list[Delivery] = field(default_factory=list)
    delivered: list[Delivery] = field(default_factory=list)

    def receive(self, body: bytes, headers: dict[str, str]) -> HttpResponse:
        """Takes an event from the relay, to deliver it later."""
        event = Event.of(headers, body)
        for trigger in _triggers():
            if trigger.matches(event.attributes):
                self.on_their_way += [Delivery(trigger, event)] * self.copies()
        return HttpResponse(202, b"")

    def deliver(self, delivery: Delivery) -> int:
        """Delivers once, and decides as Knative does what follows; returns the consumer's status, or NO_ANSWER."""
        answer = self._post(delivery.consumer, delivery.event, "")
        outcome = Outcome(answer.status, answer.body)
        if outcome.is_delivered:
            self.delivered.append(delivery)
        elif outcome.is_retryable and delivery.failures < delivery.trigger.delivery.retries:
            self.on_their_way.append(replace(delivery, failures=delivery.failures + 1))
        else:
            self.give_up(delivery, outcome)
        return outcome.status

    def give_up(self, delivery: Delivery, outcome: Outcome) -> None:
        """Sends the event to the dead-letter sink, with the consumer's last answer."""
        sink = delivery.trigger.delivery.dead_letters
        assert sink is not None
        cause = {"knativeerrorcode": str(outcome.status), "knativeerrordata": base64.b64encode(outcome.body).decode()}
        event = delivery.event.with_attributes({name: value for name, value in cause.items() if value})
        self._post(sink.operation, event, sink.uri.partition("?")[2])

    def _post(self, operation: str, event: Event, query: str) -> Answer:
        try:
            return self.functions.call(operation, event.body, event.headers, query=query)
        except ConnectionError:
            return Answer(NO_ANSWER, b"", {})


@functools.cache
def _triggers() -> list[Trigger]:
    return triggers()
