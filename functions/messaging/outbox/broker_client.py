"""Posts signed events to the Broker, in the binary mode of CloudEvents over HTTP."""

import time
from datetime import UTC

from cloudevents.conversion import to_binary
from cloudevents.http import CloudEvent

from db.models.messaging import OutboxEvent
from eventing.times import BROKER_ANSWER
from functions.runtime.http.cloud_events import SOURCE, encoded
from functions.runtime.http.event_signatures import signature_attributes
from functions.runtime.network.http_client import HttpClient
from functions.runtime.settings import settings


class BrokerClient:
    """Kept-alive connections to the Broker; threads may share it."""

    def __init__(self, answer_seconds: float = BROKER_ANSWER.total_seconds()) -> None:
        self._client = HttpClient(settings().broker_url, answer_seconds)

    def post(self, event: OutboxEvent) -> bool:
        """Whether the Broker accepted the event (any 2xx), which is not yet a delivery."""
        headers, body = _request(event)
        try:
            return 200 <= self._client.request("POST", "", body, headers).status < 300
        except OSError:
            return False

    def close(self) -> None:
        self._client.close()


def _request(event: OutboxEvent) -> tuple[dict[str, str], bytes]:
    attributes = {
        "id": event.id,
        "type": event.type,
        "source": SOURCE,
        "subject": event.subject,
        "time": event.occurred_at.astimezone(UTC).isoformat(),
        "traceparent": event.traceparent,
        "requestid": event.request_id,
    }
    attributes |= signature_attributes(event.id, event.type, event.occurred_at, event.data, settings(), now=time.time())
    if event.tracestate:
        attributes["tracestate"] = event.tracestate
    headers, body = to_binary(CloudEvent(attributes, event.data))
    return {name: encoded(value) if name.startswith("ce-") else value for name, value in headers.items()}, body
