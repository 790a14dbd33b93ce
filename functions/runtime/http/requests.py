"""Parses and validates requests; errors name the fields and the reasons."""

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
    """An operation's input: the query string, which includes path parameters, merged with the JSON body."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True)


class File(BaseModel):
    """A body of the subclass's media type, whose further fields are in the path. Header names are in lower case."""

    content: bytes
    headers: dict[str, str] = Field(default_factory=dict, repr=False)

    @classmethod
    def media_type(cls) -> str:
        raise NotImplementedError


def read_request(kind: type[R], request: flask.Request, *, body_bytes_max: int = BODY_BYTES_MAX) -> R:
    """Parses the request as `kind`.

    Query values are converted from text (`"2"` is an integer); body values must have their JSON type.
    Raises BadRequest, TooLarge, UnsupportedMediaType or InvalidRequest.
    """
    query = _query(request)
    try:
        if issubclass(kind, File):
            headers = {name.lower(): value for name, value in request.headers.items()}
            content = _body(request, kind.media_type(), body_bytes_max)
            return kind.model_validate({**query, "content": content, "headers": headers})
        assert issubclass(kind, Request)
        if request.method in {"GET", "HEAD", "DELETE"}:
            return kind.model_validate_strings(query)
        body = _json_object(_body(request, "application/json", body_bytes_max)) if _has_body(request) else {}
        if duplicates := sorted(query.keys() & body.keys()):
            raise InvalidRequest.field(duplicates[0], "is in the path and in the body")
        return kind.model_validate_json(json.dumps(query | body), strict=True)
    except ValidationError as refused:
        raise _named_by_field(refused) from None


def read_input(
    kind: type[Request | File] | None, request: flask.Request, *, body_bytes_max: int = BODY_BYTES_MAX
) -> list[Request | File]:
    """An operation's input: the request parsed as `kind`; or None, and then every parameter is refused."""
    if kind is not None:
        return [read_request(kind, request, body_bytes_max=body_bytes_max)]
    if request.args:
        raise InvalidRequest.field(next(iter(request.args)), "is not a parameter of this operation")
    return []


def _query(request: flask.Request) -> dict[str, str]:
    values = request.args.to_dict(flat=False)
    for name, occurrences in values.items():
        if len(occurrences) > 1:
            raise InvalidRequest.field(name, "occurs more than once")
    return {name: occurrences[0] for name, occurrences in values.items()}


def _has_body(request: flask.Request) -> bool:
    return bool(request.content_length) or "chunked" in request.headers.get("transfer-encoding", "")


def _body(request: flask.Request, media_type: str, bytes_max: int) -> bytes:
    if request.mimetype != media_type or request.mimetype_params.get("charset", "utf-8").lower() != "utf-8":
        raise UnsupportedMediaType(f"Send the body as {media_type}, in UTF-8.")
    return read_body(request, bytes_max)


def read_body(request: flask.Request, bytes_max: int) -> bytes:
    """Reads at most `bytes_max` of the body; raises TooLarge if there is more."""
    request.max_content_length = bytes_max
    try:
        return request.get_data()
    except RequestEntityTooLarge:
        # functions-framework reads the body again before it responds, and would fail in the same way.
        request.stream = io.BytesIO()
        raise TooLarge(f"The body may have at most {bytes_max} bytes.") from None


def _json_object(content: bytes) -> dict[str, Any]:
    try:
        # RFC 8259, section 8.1: UTF-8 alone. Python itself would take UTF-16 and UTF-32 as well.
        value = json.loads(content.decode(), parse_constant=_refuse_constant)
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
