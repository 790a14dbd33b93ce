"""What serves a function: waitress, in one process (docs/decisions/0020-function-server.md)."""

import logging
import signal
import time
from types import FrameType
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

# queue-proxy keeps idle connections for 90 s: it must be the one that closes them.
KEEP_ALIVE_SECONDS = 620
# Above what any operation takes. Bodies stay in memory: the root is read-only, and nobody may write a file.
BODY_BYTES_MAX = 8 * 1024 * 1024
ANSWER_BYTES_MAX = 64 * 1024 * 1024
CONNECTIONS_MAX = 1000
# A request that arrives with the signal is still answered; the pod's grace period is longer than the longest wait.
QUIET_SECONDS, DRAIN_SECONDS_MAX = 0.5, 20.0


class FunctionServer:
    """A waitress that serves until SIGTERM, and then for as long as requests are under way."""

    def __init__(self, app: Any, port: int, threads: int) -> None:
        # queue-proxy lets no more in than there are threads; who gave up waiting still occupies one.
        logging.getLogger("waitress.queue").disabled = True
        self._server = create_server(
            app,
            host="0.0.0.0",  # noqa: S104 - the pod's address; NetworkPolicies say who may call
            port=port,
            threads=threads,
            ident=None,
            channel_timeout=KEEP_ALIVE_SECONDS,
            connection_limit=CONNECTIONS_MAX,
            max_request_body_size=BODY_BYTES_MAX,
            inbuf_overflow=BODY_BYTES_MAX,
            outbuf_overflow=ANSWER_BYTES_MAX,
            asyncore_use_poll=True,
        )
        self._end_asked_at: float | None = None

    def serve(self) -> None:
        signal.signal(signal.SIGTERM, self._ask_for_end)
        while self._end_asked_at is None:
            wasyncore.loop(timeout=30, use_poll=True, map=self._server._map, count=1)
        quiet_since = self._end_asked_at
        while time.monotonic() < min(quiet_since + QUIET_SECONDS, self._end_asked_at + DRAIN_SECONDS_MAX):
            wasyncore.loop(timeout=0.05, use_poll=True, map=self._server._map, count=1)
            if self._is_busy():
                quiet_since = time.monotonic()

    def _ask_for_end(self, _number: int, _frame: FrameType | None) -> None:
        self._end_asked_at = self._end_asked_at or time.monotonic()
        # Wakes the loop, which otherwise would sleep on.
        self._server.pull_trigger()

    def _is_busy(self) -> bool:
        channels = list(self._server.active_channels.values())
        return any(channel.requests or channel.request or channel.total_outbufs_len for channel in channels)
