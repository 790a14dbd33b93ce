"""Restarts the embedded PostgreSQL if it dies while the shop runs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from functions.runtime.telemetry.context import log
from local.errors import PostgresFailed
from local.postgres.postgres import Postgres

# The processes of a killed server take a moment to notice, and no other server starts before.
BETWEEN_STARTS_SECONDS = 0.5


@contextmanager
def kept_running(server: Postgres) -> Iterator[None]:
    """Restarts the server at the same port whenever it ends during the block; then stops it."""
    stopping, changing = threading.Event(), threading.Lock()

    def supervise() -> None:
        while not stopping.is_set():
            server.wait()
            with changing:
                if not stopping.is_set():
                    _start_again(server)
            stopping.wait(BETWEEN_STARTS_SECONDS)

    threading.Thread(target=supervise, name="postgres", daemon=True).start()
    try:
        yield
    finally:
        stopping.set()
        with changing:
            server.stop()


def _start_again(server: Postgres) -> None:
    log("PostgreSQL has died; it is started again", level="error")
    try:
        server.start()
    except PostgresFailed as failure:
        log("PostgreSQL did not start; it is tried again", level="error", cause=str(failure).partition("\n")[0])
