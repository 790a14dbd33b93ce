"""Keeps the context that connects log lines, calls and events: W3C trace context, request id, and subject."""

import json
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from functions.runtime.telemetry.trace_context import SAMPLED, TraceParent, read_traceparent, read_tracestate

# Sampled, and of a trace id whose bits are random.
NEW_TRACE_FLAGS = "03"


@dataclass(frozen=True, slots=True)
class Trace:
    """A request's own span in its trace, the parent of its calls and events."""

    request_id: str
    traceparent: str
    # The caller's span; "" if the trace begins here.
    parent_id: str = ""
    # The state that tracing systems along the way have added, passed on unchanged.
    tracestate: str = ""
    # The subject of the request, such as an order, for log lines and the span; added to as it becomes known.
    about: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> "Trace":
        """A new span, in the trace of the event or request, or in a new one."""
        # The Broker's own headers are about its delivery; the event's attributes are about the sender.
        prefix = "ce-" if headers.get("ce-traceparent") else ""
        named = read_traceparent(headers.get(f"{prefix}traceparent", ""))
        trace_id, parent_id, flags = named or TraceParent(secrets.token_hex(16), "", NEW_TRACE_FLAGS)
        return cls(
            request_id=headers.get("ce-requestid") or headers.get("x-request-id") or secrets.token_hex(8),
            traceparent=f"00-{trace_id}-{secrets.token_hex(8)}-{flags}",
            parent_id=parent_id,
            tracestate=read_tracestate(headers.get(f"{prefix}tracestate", "")) if named else "",
        )

    @property
    def trace_id(self) -> str:
        return self.traceparent[3:35]

    @property
    def span_id(self) -> str:
        return self.traceparent[36:52]

    @property
    def is_sampled(self) -> bool:
        return bool(int(self.traceparent[53:55], 16) & SAMPLED)

    def headers(self) -> dict[str, str]:
        named = {"x-request-id": self.request_id, "traceparent": self.traceparent}
        return named | {"tracestate": self.tracestate} if self.tracestate else named


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def current_trace() -> Trace:
    """The trace of the current request; a new one outside of requests."""
    return _current.get() or Trace.of({})


def about(**names: str) -> None:
    """Adds these names to all later log lines of the request and to its span."""
    if (trace := _current.get()) is not None:
        trace.about.update(names)


@contextmanager
def traced(headers: Mapping[str, str]) -> Iterator[Trace]:
    """Makes the trace of `headers` the current one within the block."""
    trace = Trace.of(headers)
    token = _current.set(trace)
    try:
        yield trace
    finally:
        _current.reset(token)


def follow(trace: Trace) -> None:
    """Makes `trace` the current one until this task ends."""
    _current.set(trace)


_ENCODER = json.JSONEncoder(default=str)


def log(message: str, *, level: str = "info", **fields: Any) -> None:
    """Writes one line of JSON to standard output."""
    log_of(current_trace(), message, level=level, **fields)


def log_of(trace: Trace, message: str, *, level: str = "info", **fields: Any) -> None:
    """Writes a line as `log` does, about a request that need not be the current one."""
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "level": level,
        "message": message,
        **fields,
        **trace.about,
        "request_id": trace.request_id,
        "trace_id": trace.trace_id,
    }
    # One write per line: threads must not interleave within it.
    sys.stdout.write(_ENCODER.encode(line) + "\n")
    sys.stdout.flush()
