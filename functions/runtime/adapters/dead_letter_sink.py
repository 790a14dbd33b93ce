"""Declares the Broker's dead-letter sink: an operation that receives each failed delivery with its cause."""

import base64
import binascii
import functools
import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import flask

from functions.runtime.adapters.dependencies import dependency, open_transaction
from functions.runtime.adapters.request_handling import View, respond
from functions.runtime.errors import InvalidRequest
from functions.runtime.http.cloud_events import read_event
from functions.runtime.http.event_signatures import EventForged, EventTooOld, check_signature
from functions.runtime.http.nesting import is_too_deep
from functions.runtime.http.replies import Answer
from functions.runtime.settings import settings
from functions.runtime.telemetry.context import log

Dependencies = Mapping[str, Callable[[], Any]]

CAUSE_CHARACTERS_MAX = 2000
# Enough to recognise a body that is not an event.
RAW_BYTES_MAX = 256 * 1024
ATTRIBUTE_CHARACTERS_MAX = 1000


@dataclass(frozen=True, slots=True)
class FailedDelivery:
    """A delivery that `consumer` failed to handle.

    An authentic one is the shop's own event under its own id. Any other gets an id that is derived from its content, so
    that it can never replace an authentic one. If it is not an event, `data` is empty and `raw` has its first bytes.
    """

    event_id: str
    attributes: dict[str, str]
    data: dict[str, Any]
    raw: bytes
    consumer: str
    is_authentic: bool

    @property
    def event_type(self) -> str:
        return self.attributes.get("type", "unknown")

    @property
    def cause_code(self) -> str:
        return self.attributes.get("knativeerrorcode", "")

    @property
    def cause(self) -> str:
        return _decoded(self.attributes.get("knativeerrordata", ""))


def dead_letter_sink(**dependencies: Callable[[], Any]) -> Callable[[Callable[..., None]], View]:
    """Declares the operation that receives dead letters: `operate(failed: FailedDelivery, *, shop, **dependencies)`."""

    def declare(operate: Callable[..., None]) -> View:
        @functools.wraps(operate)
        def view(request: flask.Request) -> flask.Response:
            return respond(operate.__name__, request, lambda: _answer(operate, dependencies, request))

        return view

    return declare


def _answer(operate: Callable[..., Any], dependencies: Dependencies, request: flask.Request) -> Answer:
    try:
        failed = _read(request, request.args.get("consumer", "unknown"))
    except EventTooOld:
        # A Broker kept it for too long, or somebody else did; the relay sends again what is owed.
        log("a dead letter was sent too long ago", level="warning")
        return Answer(204)
    arguments = {name: dependency(name, make) for name, make in dependencies.items()}
    with open_transaction() as shop:
        operate(failed, shop=shop, **arguments)
    return Answer(204)


def _read(request: flask.Request, consumer: str) -> FailedDelivery:
    raw = request.stream.read(RAW_BYTES_MAX)
    # functions-framework reads on before it answers; there may be more than anything should read.
    request.stream = io.BytesIO()
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        event = read_event(headers, raw)
    except InvalidRequest:
        return _unauthentic(_claimed(headers), {}, raw, consumer)
    attributes = dict(event.attributes)
    try:
        check_signature(event, settings())
    except EventForged:
        return _unauthentic(attributes, {} if is_too_deep(event.data) else event.data, raw, consumer)
    return FailedDelivery(event.id, attributes, event.data, raw, consumer, is_authentic=True)


def _unauthentic(attributes: dict[str, str], data: dict[str, Any], raw: bytes, consumer: str) -> FailedDelivery:
    digest = hashlib.sha256(repr(sorted(attributes.items())).encode() + raw).hexdigest()
    return FailedDelivery(f"unauthentic-{digest[:32]}", attributes, data, raw, consumer, is_authentic=False)


def _claimed(headers: Mapping[str, str]) -> dict[str, str]:
    """The event's attributes as the headers claim them, as far as they can be stored."""
    named = {name.removeprefix("ce-"): value for name, value in headers.items() if name.startswith("ce-")}
    return {name[:100]: value.replace("\x00", "")[:ATTRIBUTE_CHARACTERS_MAX] for name, value in named.items()}


def _decoded(data: str) -> str:
    try:
        text = base64.b64decode(data, validate=True).decode(errors="replace")
    except (binascii.Error, ValueError):
        text = data
    return text.replace("\x00", "")[:CAUSE_CHARACTERS_MAX]
