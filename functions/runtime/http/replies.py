"""Renders replies and errors as HTTP responses."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import flask
from pydantic import BaseModel, ConfigDict

from functions.runtime.errors import MethodNotAllowed, ShopError
from functions.runtime.telemetry.context import current_trace

# Cache-Control of all that is not declared to be for everyone.
NOT_KEPT = "private, no-store"


class Reply(BaseModel):
    """An operation's reply, sent as JSON."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    def version(self) -> str:
        """The version of the part that staff can change, which is its ETag; "" if there is no such part."""
        return ""


@dataclass(frozen=True, slots=True)
class Document:
    """A reply that is not JSON. `remaining` follows the content, and is made while sent, after the transaction."""

    content: bytes
    media_type: str
    headers: dict[str, str] = field(default_factory=dict)
    remaining: Iterator[bytes] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A rendered reply, which can be stored and replayed byte for byte."""

    status: int
    body: bytes = b""
    media_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    remaining: Iterator[bytes] | None = None

    def response(self) -> flask.Response:
        return flask.Response(
            self.body if self.remaining is None else _streamed(self.body, self.remaining),
            self.status,
            headers=self.headers,
            content_type=self.media_type if self.body else None,
        )


def _streamed(first: bytes, remaining: Iterator[bytes]) -> Iterator[bytes]:
    # Imported here: few answers are larger than memory should hold.
    from functions.runtime.http.streaming import streamed

    return streamed(first, remaining)


def render_reply(reply: Reply | Document | None, status: int) -> Answer:
    """Renders an operation's reply; None becomes 204."""
    match reply:
        case None:
            return Answer(204)
        case Document(content, media_type, headers, remaining):
            return Answer(status, content, media_type, headers, remaining)
        case _:
            headers = {"etag": f'"{version}"'} if (version := reply.version()) else {}
            return Answer(status, reply.model_dump_json().encode(), headers=headers)


def render_error(error: ShopError) -> Answer:
    """Renders an error as problem+json, with the request id for support."""
    problem = {**error.problem(), "request_id": current_trace().request_id}
    headers = {"retry-after": str(error.retry_after_seconds)} if error.retry_after_seconds else {}
    if isinstance(error, MethodNotAllowed):
        headers["allow"] = error.allowed
    if error.status == 401:
        headers["www-authenticate"] = "Bearer"
    return Answer(error.status, json.dumps(problem).encode(), "application/problem+json", headers)


def conditional(answer: Answer, if_none_match: str | None) -> Answer:
    """Adds an ETag unless it has a weak one; returns 304 if the caller has this version (RFC 9110, section 13)."""
    if answer.headers.get("etag", "").startswith("W/"):
        return answer
    content = hashlib.sha256(answer.body).hexdigest()[:32]
    version = answer.headers.get("etag", "").strip('"')
    tag = f'"{version}.{content}"' if version else f'"{content}"'
    headers = {"cache-control": "private, no-cache", **answer.headers, "etag": tag}
    # Imported here: few operations answer conditional requests.
    from functions.runtime.http.etags import matches

    if matches(if_none_match, tag):
        return Answer(304, headers=headers)
    return Answer(answer.status, answer.body, answer.media_type, headers)
