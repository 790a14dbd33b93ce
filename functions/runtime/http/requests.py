"""Reads a request into the model that an operation asks for; refuses everything else by field and reason."""

import io
import json
from typing import Any, TypeVar

import flask
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from functions.runtime.errors import BadRequest, InvalidRequest, TooLarge, UnsupportedMediaType

BODY_BYTES_MAX = 64 * 1024

R = TypeVar("R", bound="Request | File")


class Request(BaseModel):
    """What an operation takes, from the query string (path parameters come in it) and the JSON body together."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True)


class File(BaseModel):
    """A request whose body is a document; subclasses say which. The names of its headers are in lower case."""

    content: bytes
    headers: dict[str, str] = Field(default_factory=dict, repr=False)

    @classmethod
    def media_type(cls) -> str:
        raise NotImplementedError


def read_request(kind: type[R], request: flask.Request, *, body_bytes_max: int = BODY_BYTES_MAX) -> R:
    """The request as `kind`.

    Query values are text and read leniently (`"2"` is an integer); body values must have their JSON type.
    Raises BadRequest, TooLarge, UnsupportedMediaType or InvalidRequest.
    """
    query = _query(request)
    if issubclass(kind, File):
        headers = {name.lower(): value for name, value in request.headers.items()}
        return kind(content=_body(request, kind.media_type(), body_bytes_max), headers=headers)
    assert issubclass(kind, Request)
    try:
        if request.method in {"GET", "HEAD", "DELETE"}:
            return kind.model_validate_strings(query)
        body = _json_object(_body(request, "application/json", body_bytes_max)) if _has_body(request) else {}
        if twice := sorted(query.keys() & body.keys()):
            raise InvalidRequest.field(twice[0], "is given in the path and in the body")
        return kind.model_validate_json(json.dumps(query | body), strict=True)
    except ValidationError as refused:
        raise _named_by_field(refused) from None


def _query(request: flask.Request) -> dict[str, str]:
    values = request.args.to_dict(flat=False)
    for name, given in values.items():
        if len(given) > 1:
            raise InvalidRequest.field(name, "is given more than once")
    return {name: given[0] for name, given in values.items()}


def _has_body(request: flask.Request) -> bool:
    return bool(request.content_length) or "chunked" in request.headers.get("transfer-encoding", "")


def _body(request: flask.Request, media_type: str, bytes_max: int) -> bytes:
    if request.mimetype != media_type:
        raise UnsupportedMediaType(f"Send the body as {media_type}.")
    return read_body(request, bytes_max)


def read_body(request: flask.Request, bytes_max: int) -> bytes:
    """The body, of which no more than `bytes_max` is ever read; raises TooLarge."""
    request.max_content_length = bytes_max
    try:
        return request.get_data()
    except RequestEntityTooLarge:
        # functions-framework reads the body once more before it answers, and would fail in the same way.
        request.stream = io.BytesIO()
        raise TooLarge(f"The body may have at most {bytes_max} bytes.") from None


def _json_object(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise BadRequest("The body is not valid JSON.") from None
    if not isinstance(value, dict):
        raise InvalidRequest.field("body", "must be a JSON object")
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _named_by_field(refused: ValidationError) -> InvalidRequest:
    errors = [
        {"field": ".".join(map(str, error["loc"])) or "body", "problem": error["msg"]}
        for error in refused.errors(include_url=False, include_context=False, include_input=False)
    ]
    return InvalidRequest("; ".join(f"{e['field']}: {e['problem']}" for e in errors[:5]), errors=errors[:20])
