"""Declares the Broker's dead-letter sink: an operation that receives any event, with the cause of its failure."""

import base64
import binascii
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flask

from functions.runtime.adapters.dependencies import open_transaction
from functions.runtime.adapters.event_operation import EVENT_BYTES_MAX
from functions.runtime.adapters.http_operation import View
from functions.runtime.adapters.request_handling import respond
from functions.runtime.http.cloud_events import ReceivedEvent, read_event
from functions.runtime.http.replies import Answer
from functions.runtime.http.requests import read_body
from functions.runtime.settings import settings

CAUSE_CHARACTERS_MAX = 2000


@dataclass(frozen=True, slots=True)
class FailedDelivery:
    """An event that `consumer` failed to handle; `is_authentic` says whether the shop sent it."""

    event: ReceivedEvent
    consumer: str
    cause_code: str
    cause: str
    is_authentic: bool


def dead_letter_sink(operate: Callable[..., None]) -> View:
    """Declares the operation that receives dead letters: `operate(failed: FailedDelivery, *, shop)`."""

    @functools.wraps(operate)
    def view(request: flask.Request) -> flask.Response:
        return respond(operate.__name__, request, lambda: _answer(operate, request))

    return view


def _answer(operate: Callable[..., Any], request: flask.Request) -> Answer:
    event = read_event(dict(request.headers), read_body(request, EVENT_BYTES_MAX))
    failed = FailedDelivery(
        event=event,
        consumer=request.args.get("consumer", "unknown"),
        cause_code=event.attributes.get("knativeerrorcode", ""),
        cause=_decoded(event.attributes.get("knativeerrordata", "")),
        is_authentic=event.is_authentic(settings().event_keys),
    )
    with open_transaction() as shop:
        operate(failed, shop=shop)
    return Answer(204)


def _decoded(data: str) -> str:
    try:
        text = base64.b64decode(data, validate=True).decode(errors="replace")
    except (binascii.Error, ValueError):
        text = data
    return text.replace("\x00", "")[:CAUSE_CHARACTERS_MAX]
