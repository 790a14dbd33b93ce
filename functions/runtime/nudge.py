"""Tells the relay that the outbox has something to send: at once, without waiting, and without a promise.

A lost nudge loses nothing; the sweep finds what it would have sent.
"""

import http.client
import threading
from urllib.parse import urlsplit

from functions.runtime.settings import settings
from functions.runtime.telemetry import log

TIMEOUT_SECONDS = 60


class Nudge:
    """One call to the relay at a time; what is asked for meanwhile is asked once more afterwards."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calling = False
        self._again = False

    def __call__(self) -> None:
        with self._lock:
            self._again = self._calling
            if not self._calling:
                self._calling = True
                threading.Thread(target=self._call_until_quiet, name="nudge", daemon=True).start()

    def _call_until_quiet(self) -> None:
        while True:
            _call_relay(settings().function_url)
            with self._lock:
                if not self._again:
                    self._calling = False
                    return
                self._again = False


nudge_relay = Nudge()


def _call_relay(function_url: str) -> None:
    url = urlsplit(function_url.format(operation="relay-outbox"))
    connection = http.client.HTTPConnection(url.netloc, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("POST", url.path or "/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException) as failure:
        log("the relay was not reached; the sweep will send", level="warning", cause=type(failure).__name__)
    finally:
        connection.close()
