"""Posts signed events to the Broker, in the binary mode of CloudEvents over HTTP."""

import http.client
from datetime import UTC
from urllib.parse import urlsplit

from cloudevents.conversion import to_binary
from cloudevents.http import CloudEvent

from db.models.messaging import OutboxEvent
from functions.runtime.http.cloud_events import SOURCE, signature
from functions.runtime.settings import settings

# The in-memory channel responds after all subscribers have, and each may start from zero.
TIMEOUT_SECONDS = 80


class BrokerConnection:
    """A keep-alive connection to the Broker, for one thread."""

    def __init__(self) -> None:
        url = urlsplit(settings().broker_url)
        self._path = url.path or "/"
        self._connection = http.client.HTTPConnection(url.netloc, timeout=TIMEOUT_SECONDS)

    def post(self, event: OutboxEvent) -> bool:
        """Whether the Broker accepted the event (any 2xx), which is not yet a delivery."""
        headers, body = _request(event)
        # Two tries: the Broker may have closed the idle connection, which shows only when it is used.
        for _ in range(2):
            try:
                self._connection.request("POST", self._path, body, headers)
                answer = self._connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                self._connection.close()
                continue
            return 200 <= answer.status < 300
        return False

    def close(self) -> None:
        self._connection.close()


def _request(event: OutboxEvent) -> tuple[dict[str, str], bytes]:
    attributes = {
        "id": event.id,
        "type": event.type,
        "source": SOURCE,
        "subject": event.subject,
        "time": event.occurred_at.astimezone(UTC).isoformat(),
        "traceparent": event.traceparent,
        "requestid": event.request_id,
        "signature": signature(settings().event_keys, event.id, event.type, event.occurred_at, event.data),
    }
    return to_binary(CloudEvent(attributes, event.data))
