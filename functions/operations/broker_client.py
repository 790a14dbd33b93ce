"""Posts events to the Broker, signed, one kept-alive connection per thread."""

import http.client
import threading
from datetime import UTC
from urllib.parse import urlsplit

from cloudevents.conversion import to_binary
from cloudevents.http import CloudEvent

from db.models.messaging import OutboxEvent
from functions.runtime.cloud_events import SOURCE, signature
from functions.runtime.settings import settings

# The in-memory channel answers when every subscriber has; each may start from zero.
TIMEOUT_SECONDS = 80
_connections = threading.local()


def post_to_broker(event: OutboxEvent) -> bool:
    """Whether the Broker took the event (any 2xx). That is not yet a delivery."""
    headers, body = _request(event)
    url = urlsplit(settings().broker_url)
    for connection in (_kept_connection(url.netloc), _new_connection(url.netloc)):
        try:
            connection.request("POST", url.path or "/", body, headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            # A kept connection may have been closed at the other end meanwhile: a new one tells.
            connection.close()
            continue
        return 200 <= answer.status < 300
    return False


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


def _kept_connection(netloc: str) -> http.client.HTTPConnection:
    if getattr(_connections, "netloc", None) != netloc:
        return _new_connection(netloc)
    kept: http.client.HTTPConnection = _connections.connection
    return kept


def _new_connection(netloc: str) -> http.client.HTTPConnection:
    _connections.netloc = netloc
    _connections.connection = http.client.HTTPConnection(netloc, timeout=TIMEOUT_SECONDS)
    return _connections.connection  # type: ignore[no-any-return]
