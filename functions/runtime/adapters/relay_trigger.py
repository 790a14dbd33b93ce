"""Triggers the relay in the background after events are committed, without a guarantee.

A lost trigger loses nothing: the sweep triggers the relay too.
"""

import time
from collections.abc import Sequence

from functions.runtime.network.background_sender import BackgroundSender
from functions.runtime.network.http_client import NO_HEADERS, post
from functions.runtime.settings import settings
from functions.runtime.telemetry.context import log

TIMEOUT_SECONDS = 60
# A relay that is being replaced is unreachable for a moment.
PAUSES_SECONDS = (0.5, 2.0)


def _call_relay() -> bool:
    if not reach_relay(settings().function_url):
        log("the relay was not reached; the sweep will trigger it", level="warning")
    return True


# Makes one call to the relay at a time; triggers during a call cause one more call.
trigger_relay = BackgroundSender(_call_relay, gather_seconds=0).wake


def reach_relay(function_url: str, pauses_seconds: Sequence[float] = PAUSES_SECONDS) -> bool:
    """Calls the relay, again after each pause while it is unreachable; returns whether it was reached."""
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
        # The relays are reachable and busy.
        return True
    except OSError:
        return False
