"""Describes the problems that a call may return, by status."""

from collections.abc import Iterable, Iterator
from typing import Any

from codegen.openapi.headers import of_status
from codegen.openapi.schemas import Schema
from codegen.openapi.sources import Documented
from functions.runtime.adapters.idempotency import IdempotencyKeyInUse, IdempotencyKeyMissing, IdempotencyKeyReused
from functions.runtime.callers import PermissionMissing, SecondFactorNeeded
from functions.runtime.errors import (
    BadRequest,
    Contended,
    Forbidden,
    InvalidRequest,
    MethodNotAllowed,
    NotFound,
    ShopError,
    TooLarge,
    Unauthenticated,
    Unavailable,
    UnsupportedMediaType,
)
from functions.runtime.http.preconditions import ChangedMeanwhile, VersionMissing
from gateway.access.admission import acts_for_shop
from gateway.access.revocations import RevocationsUnavailable
from gateway.access.tokens import TokenRefused
from gateway.errors import (
    BadGateway,
    BodyTooSlow,
    ForeignOrigin,
    GatewayTimeout,
    HeadersTooLarge,
    NotImplementedHere,
    TooManyRequests,
    UriTooLong,
)
from gateway.routing.routes import UNLIMITED, Route

Errors = tuple[type[ShopError], ...]
CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
# What the gateway may answer to any call, in the order of the statuses.
EVERYWHERE: Errors = (
    BadRequest, TokenRefused, ForeignOrigin, MethodNotAllowed, BodyTooSlow, UriTooLong, UnsupportedMediaType,
    InvalidRequest, TooManyRequests, HeadersTooLarge, ShopError, NotImplementedHere, BadGateway, Unavailable,
    GatewayTimeout,
)  # fmt: skip
OUTCOME_UNKNOWN: Errors = (BadGateway, GatewayTimeout)
# Responses that are the same for many calls.
SHARED: Errors = (*EVERYWHERE, TooLarge)


def problems(operation: Documented) -> dict[str, Schema]:
    """The problems of one call, as references where many calls share them."""
    by_status: dict[int, list[type[ShopError]]] = {}
    for kind in _kinds(operation):
        by_status.setdefault(kind.status, []).append(kind)
    return {str(status): _response(kinds, operation) for status, kinds in sorted(by_status.items())}


def shared() -> dict[str, Schema]:
    """The responses that `problems` refers to, by name."""
    named = {kind.__name__: _described([kind.title], kind.status) for kind in SHARED}
    written = {
        _name_for_writes(kind): _described([kind.title, "It may have taken effect"], kind.status)
        for kind in OUTCOME_UNKNOWN
    }
    return named | written


def _kinds(operation: Documented) -> Iterator[type[ShopError]]:
    route = operation.route
    yield from (kind for kind in EVERYWHERE if kind is not TooManyRequests or route.limit != UNLIMITED)
    if route.parameters:
        yield NotFound
    yield from _of_access(route)
    if route.takes_body:
        yield TooLarge
    if operation.operation.idempotent:
        yield from (IdempotencyKeyMissing, IdempotencyKeyInUse, IdempotencyKeyReused)
    if operation.operation.if_match is not None:
        yield from (ChangedMeanwhile, VersionMissing)
    if route.method != "GET":
        yield Contended
    yield from operation.operation.errors


def _of_access(route: Route) -> Iterator[type[ShopError]]:
    if route.access != "anyone":
        yield Unauthenticated
    if route.permission:
        yield from (Forbidden, PermissionMissing, SecondFactorNeeded)
    if acts_for_shop(route):
        yield RevocationsUnavailable


def _response(kinds: list[type[ShopError]], operation: Documented) -> Schema:
    first, *further = kinds
    if further or first not in SHARED:
        return _described((kind.title for kind in kinds), first.status, *_retry_after(kinds))
    is_uncertain = first in OUTCOME_UNKNOWN and operation.route.method != "GET"
    return {"$ref": f"#/components/responses/{_name_for_writes(first) if is_uncertain else first.__name__}"}


def _name_for_writes(kind: type[ShopError]) -> str:
    return f"{kind.__name__}ToWrite"


def _retry_after(kinds: list[type[ShopError]]) -> tuple[str, ...]:
    return ("Retry-After",) if any(kind.retry_after_seconds for kind in kinds) else ()


def _described(titles: Iterable[str], status: int, *headers: str) -> dict[str, Any]:
    description = " · ".join(dict.fromkeys(titles))
    return {"description": description, "headers": of_status(status, *headers), "content": CONTENT}
