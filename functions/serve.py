"""Serves the operation that FUNCTION_SOURCE and FUNCTION_TARGET name, on PORT with THREADS threads in one process.

SIGTERM ends it when nobody is being served (docs/decisions/0020-function-server.md).
"""

import gc
import logging
import os
import signal
import time
from types import FrameType
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

from functions.runtime.wake import wake_ahead

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


def main() -> None:
    """Imports the operation, then listens: a TCP probe succeeds no sooner than the function can answer."""
    # The first process of a container is ended by no signal that it does not ask for.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    wake_ahead(os.environ)
    # What imports make stays: to look for garbage in it takes an eighth of a start, and again whenever there is some.
    gc.disable()
    from functions_framework import create_app

    from functions.runtime.figures import figures
    from functions.runtime.serving import spans
    from functions.runtime.settings import settings
    from functions.runtime.starts import note_start, process_seconds

    environ = os.environ
    app = create_app(environ["FUNCTION_TARGET"], environ["FUNCTION_SOURCE"], "http")  # type: ignore[no-untyped-call]
    if settings().database_url:
        from functions.runtime.database import connect_ahead

        connect_ahead()
    server = FunctionServer(app, int(environ.get("PORT", "8080")), int(environ.get("THREADS", "8")))
    gc.freeze()
    gc.enable()
    note_start(environ["FUNCTION_TARGET"].replace("_", "-"), process_seconds())
    server.serve()
    figures().close()
    if (exported := spans()) is not None:
        exported.close()


if __name__ == "__main__":
    main()
