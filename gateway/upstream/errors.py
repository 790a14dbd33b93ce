"""How a call of a function can fail before an answer is there.

UpstreamError
├── Unreachable   no connection was made: the function saw nothing of the call
├── Lost          the connection ended before the answer did: whether the call took effect is not known
├── Malformed     what came is not an HTTP/1.1 answer, or is larger than is taken
├── TimedOut      the answer did not begin in time
└── Saturated     every connection allowed to this function is busy
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
