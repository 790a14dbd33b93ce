"""Triggers the relay in the background after events are committed, without a guarantee.

A lost trigger loses nothing: the sweep triggers the relay too.
"""

import http.client
import threading
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from functions.runtime.settings import settings
from functions.runtime.telemetry.context import log

TIMEOUT_SECONDS = 60
# A relay that is being replaced is unreachable for a moment.
PAUSES_SECONDS = (0.5, 2.0)


class RelayTrigger:
    """Makes one call to the relay at a time; triggers during a call cause one more call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calling = False
        self._again = False

    def __call__(self) -> None:
        with self._lock:
            self._again = self._calling
            if not self._calling:
                self._calling = True
                threading.Thread(target=self._call_until_quiet, name="relay-trigger", daemon=True).start()

    def _call_until_quiet(self) -> None:
        while True:
            if not reach_relay(settings().function_url):
                log("the relay was not reached; the sweep will trigger it", level="warning")
            with self._lock:
                if not self._again:
                    self._calling = False
                    return
                self._again = False


trigger_relay = RelayTrigger()


def reach_relay(function_url: str, pauses_seconds: Sequence[float] = PAUSES_SECONDS) -> bool:
    """Calls the relay, again after each pause while it is unreachable; returns whether it was reached."""
    for pause_seconds in pauses_seconds:
        if _is_reached(function_url):
            return True
        time.sleep(pause_seconds)
    return _is_reached(function_url)


def _is_reached(function_url: str) -> bool:
    url = urlsplit(function_url.format(operation="relay-outbox"))
    connection = http.client.HTTPConnection(url.netloc, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("POST", url.path or "/")
        answer = connection.getresponse()
        answer.read()
        return answer.status < 500
    except TimeoutError:
        # The relays are reachable and busy.
        return True
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
