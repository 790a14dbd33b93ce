"""Defines the gateway's own errors; errors of functions are passed on unchanged.

ShopError ├── SessionEnded 401 a browser has no refresh cookie, or a malformed one ├── ForeignOrigin 403 a page of
another site used the shop's cookies ├── BodyTooSlow 408 ├── UriTooLong 414 ├── TooManyRequests 429 Retry-After says
when to try again │ └── TooManyOrders ├── HeadersTooLarge 431 ├── NotImplementedHere 501 the shop supports this method
or transfer coding nowhere ├── BadGateway 502 the function's response is malformed or incomplete ├── Busy 503 the
gateway has reached its limit of concurrent requests ├── FunctionDown 503 nothing was changed; Retry-After says when to
try again └── GatewayTimeout 504 the function did not respond in time
"""

from functions.runtime.errors import Forbidden, ShopError, Unauthenticated, Unavailable


class SessionEnded(Unauthenticated):
    """The same error that refresh_session raises."""

    slug, title = "session-ended", "This session has ended"


class ForeignOrigin(Forbidden):
    slug, title = "foreign-origin", "The request comes from another site"


class BodyTooSlow(ShopError):
    status, slug, title = 408, "body-too-slow", "The request did not arrive in time"


class UriTooLong(ShopError):
    status, slug, title = 414, "uri-too-long", "The address is too long"


class TooManyRequests(ShopError):
    """`retry_after_seconds` is the time until the next request is allowed."""

    status, slug, title = 429, "too-many-requests", "Too many requests"

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"Wait {retry_after_seconds} seconds, then try again.")
        self.retry_after_seconds = retry_after_seconds


class TooManyOrders(TooManyRequests):
    """Too many orders are for the same mailbox, with the same card, or for the same goods. Nothing was ordered."""

    slug, title = "too-many-orders", "Too many orders like this one"

    def __init__(self, retry_after_seconds: int, advice: str) -> None:
        super().__init__(retry_after_seconds)
        self.detail = f"Nothing was ordered. {advice} Or wait {retry_after_seconds} seconds, then try again."


class HeadersTooLarge(ShopError):
    status, slug, title = 431, "headers-too-large", "The request's headers are too large"


class NotImplementedHere(ShopError):
    status, slug, title = 501, "not-implemented", "The shop does not implement this"


class BadGateway(ShopError):
    status, slug, title = 502, "bad-gateway", "The response was lost on the way"


class Busy(Unavailable):
    slug, title = "busy", "The shop is very busy"
    retry_after_seconds = 1


class FunctionDown(Unavailable):
    slug, title = "function-down", "This part of the shop does not respond"


class GatewayTimeout(ShopError):
    status, slug, title = 504, "gateway-timeout", "The response did not arrive in time"
