"""Calls endpoints with one deadline, follows no redirect, and reads only the status of the response."""

import http.client
import ssl
from collections.abc import Mapping
from contextlib import closing
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from db.models.webhooks import DeliveryFailure
from eventing.times import WEBHOOK_ANSWER
from functions.messaging.webhooks.targets import NotPublic, connect_public
from functions.runtime.network.http_client import bound, connection_to
from functions.runtime.network.tcp import Deadline, connect_within
from functions.runtime.settings import settings


class Outcome(NamedTuple):
    """The status of the response, None if there was none; and why the attempt failed, None if it succeeded."""

    status: int | None
    failure: DeliveryFailure | None


class Post(Protocol):
    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> Outcome: ...


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
    """Posts to an endpoint; returns failures as an Outcome too, and does not raise."""
    try:
        status = _status(url, body, headers, Deadline(WEBHOOK_ANSWER.total_seconds()))
    except NotPublic:
        return Outcome(None, "not-public")
    except TimeoutError:
        return Outcome(None, "timeout")
    except ssl.SSLError:
        return Outcome(None, "certificate")
    except (OSError, http.client.HTTPException, UnicodeError):
        return Outcome(None, "no-connection")
    return Outcome(status, None if 200 <= status < 300 else "status")


def _status(url: str, body: bytes, headers: Mapping[str, str], until: Deadline) -> int:
    parts = urlsplit(url)
    connect = connect_within if settings().webhook_targets == "any" else connect_public
    connection = connection_to(parts.scheme, parts.netloc, connect)
    bound(connection, until)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with closing(connection):
        connection.request("POST", path, body, {"content-type": "application/json", **headers})
        return connection.getresponse().status
