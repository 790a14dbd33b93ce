"""Sends a response whose body is made while the client reads it."""

from collections.abc import Iterator

import flask

from functions.runtime.telemetry.context import Trace, current_trace, log_of


def streamed(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """The body, generated in the context of the current request.

    If generating it fails, its status is already sent, so the server closes the connection to show that it is
    incomplete.
    """
    return flask.stream_with_context(_logged(first, rest, current_trace()))


def _logged(first: bytes, rest: Iterator[bytes], trace: Trace) -> Iterator[bytes]:
    try:
        yield first
        yield from rest
    except Exception as failure:
        log_of(trace, "a streamed response broke off", level="error", cause=type(failure).__name__)
        raise
