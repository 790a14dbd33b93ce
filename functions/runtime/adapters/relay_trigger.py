"""Tells the relay that the outbox has something to send: at once, without waiting, and without a promise.

A lost nudge loses nothing; the sweep finds what it would have sent.
"""

import time
from collections.abc import Sequence

from functions.runtime.network.background_sender import BackgroundSender
from functions.runtime.network.http_client import NO_HEADERS, post
from functions.runtime.settings import settings
from functions.runtime.telemetry.context import log

TIMEOUT_SECONDS = 60
# A relay that is being replaced is not there for a moment.
PAUSES_SECONDS = (0.5, 2.0)


def _call_relay() -> bool:
    if not reach_relay(settings().function_url):
        log("the relay was not reached; the sweep will send", level="warning")
    return True


# One call to the relay at a time; what is asked for meanwhile is asked once more afterwards.
trigger_relay = BackgroundSender(_call_relay, gather_seconds=0).wake


def reach_relay(function_url: str, pauses_seconds: Sequence[float] = PAUSES_SECONDS) -> bool:
    """Calls the relay, and again after each pause while nobody is there; whether somebody was."""
    for pause_seconds in pauses_seconds:
        if _is_reached(function_url):
            return True
        time.sleep(pause_seconds)
    return _is_reached(function_url)


def _is_reached(function_url: str) -> bool:
    url = function_url.format(operation="relay-outbox")
    try:
        return post(url, b"", NO_HEADERS, seconds_max=TIMEOUT_SECONDS).status < 500
    except TimeoutError:
        # Relays are there, and all at work.
        return True
    except OSError:
        return False
