"""Runs the HTTP server of a function: waitress, in one process (docs/decisions/0020-function-server.md)."""

import logging
import signal
import time
from types import FrameType
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

# Longer than the 90 s for which queue-proxy keeps idle connections, so that queue-proxy closes them.
KEEP_ALIVE_SECONDS = 620
# Above every operation's limit. Bodies stay in memory, because the root file system is read-only.
BODY_BYTES_MAX = 8 * 1024 * 1024
ANSWER_BYTES_MAX = 64 * 1024 * 1024
CONNECTIONS_MAX = 1000
# Requests that arrive with the signal are still served; the pod's grace period is longer than DRAIN_SECONDS_MAX.
QUIET_SECONDS, DRAIN_SECONDS_MAX = 0.5, 20.0


def _answering_wakes(app: Any) -> Any:
    """Answers OPTIONS, by which the gateway and other functions wake this one, without counting it as a call."""

    def respond(environ: dict[str, Any], start_response: Any) -> Any:
        if environ["REQUEST_METHOD"] != "OPTIONS":
            return app(environ, start_response)
        start_response("204 No Content", [])
        return ()

    return respond


class FunctionServer:
    """Serves until SIGTERM, and then until no request is in progress."""

    def __init__(self, app: Any, port: int, threads: int) -> None:
        # queue-proxy admits one request per thread; an abandoned request occupies its thread until it is done.
        logging.getLogger("waitress.queue").disabled = True
        self._server = create_server(
            _answering_wakes(app),
            host="0.0.0.0",  # noqa: S104 - the pod's address; NetworkPolicies restrict callers
            port=port,
            threads=threads,
            ident=None,
            channel_timeout=KEEP_ALIVE_SECONDS,
            connection_limit=CONNECTIONS_MAX,
            max_request_body_size=BODY_BYTES_MAX,
            inbuf_overflow=BODY_BYTES_MAX,
            outbuf_overflow=ANSWER_BYTES_MAX,
            # Without it, the end of a connection is not noticed before its request is done.
            channel_request_lookahead=1,
            asyncore_use_poll=True,
        )
        self._stop_requested_at: float | None = None

    def serve(self) -> None:
        signal.signal(signal.SIGTERM, self._request_stop)
        while self._stop_requested_at is None:
            wasyncore.loop(timeout=30, use_poll=True, map=self._server._map, count=1)
        quiet_since = self._stop_requested_at
        while time.monotonic() < min(quiet_since + QUIET_SECONDS, self._stop_requested_at + DRAIN_SECONDS_MAX):
            wasyncore.loop(timeout=0.05, use_poll=True, map=self._server._map, count=1)
            if self._is_busy():
                quiet_since = time.monotonic()

    def _request_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stop_requested_at = self._stop_requested_at or time.monotonic()
        # Interrupts the loop, which would otherwise keep sleeping.
        self._server.pull_trigger()

    def _is_busy(self) -> bool:
        channels = list(self._server.active_channels.values())
        return any(channel.requests or channel.request or channel.total_outbufs_len for channel in channels)
