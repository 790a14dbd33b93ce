"""Wakes the functions that this one is about to need, before its own first request has reached it.

Functions that wake one after the other make a shopper wait for the sum of their cold starts; woken like this,
for less. WAKES names them, in kebab-case. A call that gets lost costs that time, nothing else.
"""

import threading
from collections.abc import Mapping
from urllib.parse import urlsplit

from functions.runtime.network.tcp import connected
from functions.runtime.settings import Settings

# Some cold starts on a busy cluster; nobody waits for it.
TIMEOUT_SECONDS = 60


def prewarm(environ: Mapping[str, str]) -> list[threading.Thread]:
    """Starts a call to each function that WAKES names, and returns at once. What they answer does not matter.

    The threads end with their calls, for those who want to wait.
    """
    function_url = Settings.from_environment(environ).function_url
    calls = []
    for operation in environ.get("WAKES", "").split():
        url = urlsplit(function_url.format(operation=operation))
        calls.append(threading.Thread(target=_call, args=(url.netloc, url.path or "/"), daemon=True))
        calls[-1].start()
    return calls


def _call(host: str, path: str) -> None:
    """A GET over a bare socket: an HTTP client would be loaded at the cost of what is to start meanwhile."""
    name, _, port = host.partition(":")
    try:
        with connected(name, int(port or 80), TIMEOUT_SECONDS) as connection:
            connection.settimeout(TIMEOUT_SECONDS)
            connection.sendall(f"GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n".encode())
            while connection.recv(65536):
                pass
    except OSError:
        return
