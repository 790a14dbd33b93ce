"""Request ids and trace contexts: the client's if they are well-formed, new ones otherwise."""

import random
import re
from collections.abc import Mapping

from functions.runtime.telemetry.context import Trace

# Ids must be unique, not secret.
_RANDOM = random.Random()  # noqa: S311
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
# https://www.w3.org/TR/trace-context/: version 00, no field all zeros.
_TRACEPARENT = re.compile(rb"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def trace_of(headers: Mapping[bytes, bytes]) -> Trace:
    request_id, traceparent = headers.get(b"x-request-id"), headers.get(b"traceparent")
    fresh = f"{_RANDOM.getrandbits(256):064x}"
    trace_id, span_id, parent_id, flags = fresh[16:48], fresh[48:], "", "01"
    if traceparent is not None and _TRACEPARENT.fullmatch(traceparent):
        _, trace_id, parent_id, flags = traceparent.decode().split("-")
    return Trace(
        request_id.decode() if request_id is not None and _REQUEST_ID.fullmatch(request_id) else fresh[:16],
        f"00-{trace_id}-{span_id}-{flags}",
        parent_id,
    )
