"""One request on its way through the gateway, as far as it is known by now."""

import time
from collections.abc import Mapping
from typing import Any

from gateway.access.identity import Identity
from gateway.access.limits import Standing
from gateway.telemetry.traces import trace_of
from gateway.upstream.response import Header

NO_OPERATION = "none"


class RequestContext:
    __slots__ = (
        "headers", "identity", "method", "operation", "path", "scope", "set_cookies", "standing", "started", "trace",
    )  # fmt: skip

    def __init__(self, scope: Mapping[str, Any]) -> None:
        self.started = time.perf_counter()
        self.scope = scope
        self.method: str = scope["method"]
        # As it was sent: every decoding is ours.
        self.path: bytes = scope["raw_path"]
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        self.trace = trace_of(self.headers)
        self.operation = NO_OPERATION
        self.identity: Identity | None = None
        self.standing: Standing | None = None
        self.set_cookies: tuple[Header, ...] = ()
