"""Holds what the gateway knows about a request while it handles it."""

import time
from collections.abc import MutableMapping
from typing import Any

from gateway.access.identity import Identity
from gateway.access.limits import RateLimitStatus
from gateway.http.requests import joined
from gateway.telemetry.traces import trace_of
from gateway.upstream.response import Header

NO_OPERATION = "none"


class RequestContext:
    __slots__ = (
        "address", "client", "headers", "identity", "method", "operation", "path", "rate_limit", "scope", "set_cookies",
        "started", "trace",
    )  # fmt: skip

    def __init__(self, scope: MutableMapping[str, Any]) -> None:
        self.started = time.perf_counter()
        self.scope = scope
        self.method: str = scope["method"]
        # The path as sent; the gateway decodes it itself.
        self.path: bytes = scope["raw_path"]
        self.headers = joined(scope["headers"])
        self.trace = trace_of(self.headers)
        self.operation = NO_OPERATION
        # Who limits count: an account, or the address of a guest; empty until the caller is known.
        self.client = ""
        self.address = ""
        self.identity: Identity | None = None
        self.rate_limit: RateLimitStatus | None = None
        self.set_cookies: tuple[Header, ...] = ()
