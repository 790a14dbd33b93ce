"""Errors of calls to functions.

UpstreamError
├── Unreachable   no connection was made: the function did not receive the call
├── Lost          the connection ended before the response: the call may have taken effect
├── Malformed     the data is not an HTTP/1.1 response, or its headers are too large
├── TimedOut      the response did not begin in time
└── Saturated     all connections allowed to this function are in use
"""


class UpstreamError(Exception):
    pass


class Unreachable(UpstreamError):
    pass


class Lost(UpstreamError):
    pass


class Malformed(UpstreamError):
    pass


class TimedOut(UpstreamError):
    pass


class Saturated(UpstreamError):
    pass
