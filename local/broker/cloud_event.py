"""Parses a CloudEvent once, for the Broker to pass on in binary mode."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

_REQUIRED = ("id", "source", "type", "specversion")
# As eventing's PassThroughHeaders, and the headers of its OpenTelemetry propagators.
_PASSED_ON = ("x-request-id", "retry-after", "traceparent", "tracestate")
_PASSED_ON_PREFIXES = ("knative-", "x-b3-")


class NotAnEvent(Exception):
    """The request carries no valid CloudEvent."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event; `headers` are those that a subscriber receives, with names in lower case."""

    headers: dict[str, str]
    body: bytes

    @classmethod
    def of(cls, headers: Mapping[str, str], body: bytes) -> "Event":
        """The event of a request in binary or structured mode; raises NotAnEvent."""
        sent = {name.lower(): value for name, value in headers.items()}
        if sent.get("content-type", "").startswith("application/cloudevents"):
            event = _structured(sent, body)
        else:
            own = {name: value for name, value in sent.items() if name.startswith("ce-") or name == "content-type"}
            event = cls(own | _passed_on(sent), body)
        if any(not event.headers.get(f"ce-{name}") for name in _REQUIRED) or event.headers["ce-specversion"] != "1.0":
            raise NotAnEvent
        return event

    @property
    def attributes(self) -> dict[str, str]:
        return {name[3:]: value for name, value in self.headers.items() if name.startswith("ce-")}

    def with_attributes(self, more: Mapping[str, str]) -> "Event":
        return replace(self, headers=self.headers | {f"ce-{name}": value for name, value in more.items()})


def _structured(headers: dict[str, str], body: bytes) -> Event:
    from cloudevents.conversion import to_binary
    from cloudevents.exceptions import GenericException
    from cloudevents.http import from_http

    try:
        binary, data = to_binary(from_http(headers, body))
    except (GenericException, ValueError, TypeError, AttributeError, KeyError):
        raise NotAnEvent from None
    own = {name.lower(): str(value) for name, value in binary.items()}
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    return Event({"content-type": "application/json", **own} | _passed_on(headers), content)


def _passed_on(headers: dict[str, str]) -> dict[str, str]:
    return {n: v for n, v in headers.items() if n in _PASSED_ON or n.startswith(_PASSED_ON_PREFIXES)}
