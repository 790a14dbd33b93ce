"""One log line per request, tied to the request id and W3C trace that brought it here."""

import json
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Trace:
    """What ties log lines, calls and events together."""

    request_id: str
    traceparent: str

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> "Trace":
        """The trace of an event or a request, or a new one (https://www.w3.org/TR/trace-context/)."""
        fresh = f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
        return cls(
            request_id=headers.get("ce-requestid") or headers.get("x-request-id") or secrets.token_hex(8),
            traceparent=headers.get("ce-traceparent") or headers.get("traceparent") or fresh,
        )

    def headers(self) -> dict[str, str]:
        return {"x-request-id": self.request_id, "traceparent": self.traceparent}


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def current_trace() -> Trace:
    """The trace of the request being served; a new one outside of any."""
    return _current.get() or Trace.of({})


@contextmanager
def traced(headers: Mapping[str, str]) -> Iterator[Trace]:
    """Makes the trace of `headers` the current one."""
    token = _current.set(Trace.of(headers))
    try:
        yield current_trace()
    finally:
        _current.reset(token)


def follow(trace: Trace) -> None:
    """Makes `trace` the current one until this task ends."""
    _current.set(trace)


_ENCODER = json.JSONEncoder(default=str)


def log(message: str, *, level: str = "info", **fields: Any) -> None:
    """Writes one line to standard output: JSON, or readable where CLOUDSHOP_LOG=text."""
    trace = current_trace()
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "level": level,
        "message": message,
        **fields,
        "request_id": trace.request_id,
        "trace_id": trace.traceparent.split("-")[1],
    }
    text = _readable(line) if os.environ.get("CLOUDSHOP_LOG") == "text" else _ENCODER.encode(line)
    # One write per line: threads must not interleave within it.
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


_COLOURS = {"info": "\x1b[32m", "warning": "\x1b[33m", "error": "\x1b[31m"}


def _readable(line: dict[str, Any]) -> str:
    known = {"time", "level", "message", "trace_id"}
    fields = " ".join(f"\x1b[2m{key}=\x1b[0m{value}" for key, value in line.items() if key not in known)
    return f"{line['time'][11:23]} {_COLOURS[line['level']]}{line['message']}\x1b[0m {fields}"
