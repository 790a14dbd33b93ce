"""Reads the client's request id and trace context, and makes new ones if they are missing or malformed."""

import random
import re
from collections.abc import Mapping

from functions.runtime.telemetry.context import NEW_TRACE_FLAGS, Trace
from functions.runtime.telemetry.trace_context import TraceParent, read_traceparent, read_tracestate

# Ids must be unique, not secret.
_RANDOM = random.Random()  # noqa: S311
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")


def trace_of(headers: Mapping[bytes, bytes]) -> Trace:
    """The trace that `headers` continue or begin; each header's values are joined."""
    request_id, traceparent = headers.get(b"x-request-id"), headers.get(b"traceparent")
    fresh = f"{_RANDOM.getrandbits(256):064x}"
    named = read_traceparent(traceparent.decode("latin-1")) if traceparent is not None else None
    trace_id, parent_id, flags = named or TraceParent(fresh[16:48], "", NEW_TRACE_FLAGS)
    return Trace(
        request_id.decode() if request_id is not None and _REQUEST_ID.fullmatch(request_id) else fresh[:16],
        f"00-{trace_id}-{fresh[48:]}-{flags}",
        parent_id,
        read_tracestate(headers[b"tracestate"].decode("latin-1")) if named and b"tracestate" in headers else "",
    )
