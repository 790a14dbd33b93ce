"""Prewarms the functions that this one will call, before its first request arrives.

Without this, a shopper would wait for one cold start after the other; prewarmed functions start in parallel. WAKES
lists them, in kebab-case. A lost call costs only the time that it would have saved.
"""

import threading
from collections.abc import Mapping
from urllib.parse import urlsplit

from functions.runtime.network.tcp import BoundedReads, Deadline, connected
from functions.runtime.settings import Settings

# Enough for several cold starts on a busy cluster; no request waits for it.
TIMEOUT_SECONDS = 60


def prewarm(environ: Mapping[str, str]) -> list[threading.Thread]:
    """Starts a call to each function in WAKES and returns at once; the responses are ignored.

    The returned threads end with their calls.
    """
    function_url = Settings.from_environment(environ).function_url
    calls = []
    for operation in environ.get("WAKES", "").split():
        url = urlsplit(function_url.format(operation=operation))
        calls.append(threading.Thread(target=_call, args=(url.netloc, url.path or "/"), daemon=True))
        calls[-1].start()
    return calls


def _call(host: str, path: str) -> None:
    """Sends an OPTIONS over a plain socket, because importing an HTTP client would delay the start of this function."""
    name, _, port = host.partition(":")
    deadline = Deadline(TIMEOUT_SECONDS)
    try:
        with connected(name, int(port or 80), deadline.remaining()) as connection:
            connection.sendall(f"OPTIONS {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n".encode())
            with BoundedReads(deadline, connection) as response:
                while response.read(65536):
                    pass
    except OSError:
        return
