"""Describes the headers of responses, and which responses have them."""

from codegen.openapi.browsers import SET_COOKIE
from codegen.openapi.schemas import Schema
from codegen.openapi.sources import Documented
from functions.runtime.http.replies import Document, Reply

HEADERS: dict[str, Schema] = {
    "X-Request-Id": {
        "description": "Names the request in the shop's logs: the caller's own X-Request-Id if it is well-formed.",
        "required": True,
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{8,64}$", "maxLength": 64},
    },
    "Cache-Control": {
        "description": "`private, no-store` unless the response may be kept.",
        "required": True,
        "schema": {"type": "string", "maxLength": 200},
    },
    "RateLimit": {
        "description": (
            "The caller's remaining quota, `r`, and the seconds until it is full again, `t`. Like RateLimit-Policy, it "
            "is missing where a request is refused before it is counted, and where the shop has no limits."
        ),
        "schema": {"type": "string", "pattern": '^"[a-z]+";r=[0-9]+;t=[0-9]+$', "maxLength": 100},
    },
    "RateLimit-Policy": {
        "description": "How many requests, `q`, the caller may make in how many seconds, `w`.",
        "schema": {"type": "string", "pattern": '^"[a-z]+";q=[0-9]+;w=[0-9]+$', "maxLength": 100},
    },
    "Retry-After": {
        "description": "The seconds after which to try again. Always there with 429 and 503.",
        "schema": {"type": "integer", "minimum": 1},
    },
    "WWW-Authenticate": {
        "description": '`Bearer`, with `error="invalid_token"` if a token was sent (RFC 6750).',
        "required": True,
        "schema": {"type": "string", "enum": ["Bearer", 'Bearer error="invalid_token"']},
    },
    "Allow": {
        "description": "The methods of this path.",
        "required": True,
        "schema": {"type": "string", "maxLength": 100},
    },
    "ETag": {
        "description": (
            "The version of the response: send it as If-None-Match to get it only if it has changed, and as If-Match "
            "to change what it shows only if no other request has."
        ),
        "required": True,
        "schema": {"type": "string", "maxLength": 100},
    },
    "Idempotent-Replayed": {
        "description": "`true` if this is the response to an earlier request with the same Idempotency-Key.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "Content-Disposition": {
        "description": "A name for the file.",
        "required": True,
        "schema": {"type": "string", "maxLength": 200},
    },
    "Link": {
        "description": 'With `rel="next"`, the query string of the next part (RFC 8288); missing with the last one.',
        "schema": {"type": "string", "maxLength": 4000},
    },
    "Set-Cookie": SET_COOKIE,
}
# Operations that may return a long response in parts.
IN_PARTS = {"export_products"}
EVERYWHERE = ("X-Request-Id", "Cache-Control", "RateLimit", "RateLimit-Policy")
BY_STATUS = {304: ("ETag",), 401: ("WWW-Authenticate",), 405: ("Allow",), 429: ("Retry-After",), 503: ("Retry-After",)}


def of_status(status: int, *further: str) -> Schema:
    """The headers of every response with the status, and the given further ones."""
    return _references(*EVERYWHERE, *BY_STATUS.get(status, ()), *further)


def of_success(operation: Documented, status: int) -> Schema:
    declared = {
        "ETag": operation.operation.etag or _is_versioned(operation),
        "Idempotent-Replayed": operation.operation.idempotent,
        "Content-Disposition": operation.reply is Document,
        "Link": operation.name in IN_PARTS,
        "Set-Cookie": bool(operation.route.session),
    }
    return of_status(status, *(name for name, is_sent in declared.items() if is_sent))


def _is_versioned(operation: Documented) -> bool:
    reply = operation.reply
    is_versioned = isinstance(reply, type) and issubclass(reply, Reply) and reply.version is not Reply.version
    # A response that is replayed for an Idempotency-Key may be outdated, so it names no version.
    return is_versioned and not operation.operation.idempotent


def _references(*names: str) -> Schema:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
