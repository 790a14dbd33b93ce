"""Defines the error classes, and their members as problem+json (RFC 9457).

ShopError 500
├── BadRequest 400            the request cannot be read
├── Unauthenticated 401       no valid sign-in
├── CallerLeft 499            the caller has stopped waiting for the answer; nothing was changed
├── Forbidden 403             signed in, but not allowed
├── NotFound 404              unknown, or another customer's; the response is the same
├── MethodNotAllowed 405      `allowed` lists the methods
├── Conflict 409              the present state does not allow it
├── TooEarly 409              an event arrived before one that it depends on; deliver it again
├── TooLarge 413
├── UnsupportedMediaType 415
├── InvalidRequest 422        readable, but a field is wrong; `errors` names the fields
└── Unavailable 503           a dependency is down; Retry-After says when to retry
    └── Contended 503         another request is changing the same data; nothing was changed, so a retry is safe
"""

from typing import Any, ClassVar


class ShopError(Exception):
    """An error; `detail` is written for the caller, extra keywords become problem members."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"
    # Whether to commit what was written before the error was raised, because the error itself has an effect.
    keeps_effects: ClassVar[bool] = False
    # The kind of security event that it is; "" for none.
    security_event: ClassVar[str] = ""
    # After which the same request may succeed; None if it would fail again.
    retry_after_seconds: int | None = None

    def __init__(self, detail: str = "", **members: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.members = members

    def problem(self) -> dict[str, Any]:
        """The RFC 9457 members of the error."""
        return {
            "type": f"urn:cloudshop:problem:{self.slug}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.members,
        }


class BadRequest(ShopError):
    status, slug, title = 400, "bad-request", "The request cannot be read"


class Unauthenticated(ShopError):
    status, slug, title = 401, "unauthenticated", "Sign in first"


class CallerLeft(ShopError):
    """The caller has left; this status is for logs and metrics only, as nobody receives it."""

    status, slug, title = 499, "caller-left", "The caller has left"


class Forbidden(ShopError):
    status, slug, title = 403, "forbidden", "You are not allowed to do this"


class NotFound(ShopError):
    status, slug, title = 404, "not-found", "Not found"


class MethodNotAllowed(ShopError):
    """`allowed` names the methods of this path."""

    status, slug, title = 405, "method-not-allowed", "This path does not know this method"

    def __init__(self, allowed: str) -> None:
        super().__init__(f"Use one of: {allowed}.")
        self.allowed = allowed


class Conflict(ShopError):
    status, slug, title = 409, "conflict", "The present state does not allow this"


class TooEarly(ShopError):
    status, slug, title = 409, "too-early", "An event that this depends on has not arrived yet"


class TooLarge(ShopError):
    status, slug, title = 413, "too-large", "The request is too large"


class UnsupportedMediaType(ShopError):
    status, slug, title = 415, "unsupported-media-type", "This media type is not supported"


class InvalidRequest(ShopError):
    """One or more fields are wrong: `errors` is a list of `{"field": ..., "problem": ...}`."""

    status, slug, title = 422, "invalid-request", "A field is wrong"

    @classmethod
    def field(cls, field: str, problem: str, advice: str = "") -> "InvalidRequest":
        said = f"{field}: {problem}. {advice}" if advice else f"{field}: {problem}"
        return cls(said, errors=[{"field": field, "problem": problem}])


class Unavailable(ShopError):
    status, slug, title = 503, "unavailable", "A part of the shop is unavailable"
    retry_after_seconds = 2


class Contended(Unavailable):
    """A lock timeout, a serialization failure or a deadlock: the caller may send the same request again."""

    slug, title = "contended", "Another request is changing the same data"
    retry_after_seconds = 1
