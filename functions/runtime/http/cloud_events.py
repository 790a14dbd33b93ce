"""Parses CloudEvents strictly (1.0.2, HTTP binding).

The cloudevents package parses; this module refuses the invalid events that it accepts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, unquote

from functions.runtime.errors import InvalidRequest

SOURCE = "/cloudshop"
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_QUOTED, _ESCAPED = re.compile(r'"((?:[^"\\]|\\.)*)"'), re.compile(r"\\(.)")
# What a header may hold as it is, but for quotes and the percent sign.
_PRINTABLE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"%')
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ATTRIBUTE_NAME = re.compile(r"[a-z0-9]{1,20}")


@dataclass(frozen=True, slots=True)
class ReceivedEvent:
    """A valid event; `attributes` has all context attributes."""

    id: str
    type: str
    source: str
    time: datetime
    attributes: Mapping[str, str]
    data: dict[str, Any]


def read_event(headers: Mapping[str, str], body: bytes) -> ReceivedEvent:
    """Parses a request in binary or structured mode; raises InvalidRequest for anything else."""
    from cloudevents.exceptions import GenericException
    from cloudevents.http import from_http

    given = {name.lower(): value for name, value in headers.items()}
    if given.get("content-type", "").strip().lower().startswith("application/cloudevents-batch"):
        raise InvalidRequest.field("content-type", "batches are not supported; send one event per request")
    try:
        event = from_http({name: decoded(name, value) for name, value in given.items()}, body)
    except (GenericException, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise InvalidRequest.field("event", "is not a CloudEvent") from None
    attributes = dict(event.get_attributes())
    for name, value in attributes.items():
        _check_attribute(name, value)
    if not isinstance(event.data, dict):
        raise InvalidRequest.field("data", "must be a JSON object")
    return ReceivedEvent(
        attributes["id"], attributes["type"], attributes["source"], rfc3339(attributes["time"]), attributes, event.data
    )


def _check_attribute(name: str, value: Any) -> None:
    if not _ATTRIBUTE_NAME.fullmatch(name):
        raise InvalidRequest.field(name[:40], "is not a valid attribute name")
    if not isinstance(value, str) or not value or _CONTROL.search(value):
        raise InvalidRequest.field(name, "must be a non-empty string without control characters")
    if name == "specversion" and value != "1.0":
        raise InvalidRequest.field(name, "must be 1.0")


def decoded(name: str, value: str) -> str:
    """The value of an attribute's header, without quotes and percent-decoded (HTTP binding, section 3.1.3.2)."""
    if not name.startswith("ce-"):
        return value
    if quoted := _QUOTED.fullmatch(value):
        value = _ESCAPED.sub(r"\1", quoted[1])
    return unquote(value, errors="strict")


def encoded(value: str) -> str:
    """An attribute's value, encoded for a header; `decoded` reads it back."""
    return quote(value, safe=_PRINTABLE)


def rfc3339(text: str) -> datetime:
    """Parses an event's `time`; raises InvalidRequest for everything else, including other forms of ISO 8601."""
    try:
        if _RFC3339.fullmatch(text):
            return datetime.fromisoformat(text.upper())
    except ValueError:
        pass
    raise InvalidRequest.field("time", "must be an RFC 3339 time with an offset from UTC")
