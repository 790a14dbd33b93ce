"""Triggers the relay in the background after events are committed, and the sweep while events stay owed.

Either finds the work that the other missed. If neither answers, this process tries again for as long as it lives.
"""

import time
from collections.abc import Sequence
from contextlib import suppress

from functions.runtime.network.background_sender import BackgroundSender
from functions.runtime.network.http_client import post
from functions.runtime.security.call_signatures import call_headers
from functions.runtime.settings import settings
from functions.runtime.telemetry.context import log

# As long as queue-proxy gives the relay, which it answers for then.
ANSWER_SECONDS = 60
# A function that is being replaced is unreachable for a moment.
PAUSES_SECONDS = (0.5, 2.0)


def _call_relay() -> bool:
    return reach("relay-outbox", settings().function_url) or _call_sweep()


def _call_sweep() -> bool:
    return reach("sweep", settings().function_url)


def _call_purge() -> bool:
    return reach("purge-expired-data", settings().function_url)


def _call_webhooks() -> bool:
    return reach("send-webhooks", settings().function_url) or _call_sweep()


# Each makes one call at a time; triggers during a call cause one more call.
trigger_relay = BackgroundSender(_call_relay, gather_seconds=0).wake
trigger_sweep = BackgroundSender(_call_sweep, gather_seconds=0).wake
trigger_purge = BackgroundSender(_call_purge, gather_seconds=0).wake
trigger_webhooks = BackgroundSender(_call_webhooks, gather_seconds=0).wake


def reach(operation: str, function_url: str, pauses_seconds: Sequence[float] = PAUSES_SECONDS) -> bool:
    """Calls the operation, again after each pause while it is unreachable; returns whether it answered.

    An operation that does not answer in time is not called again: the network itself may hang, and waiting took long.
    """
    url = function_url.format(operation=operation)
    with suppress(TimeoutError):
        for pause_seconds in pauses_seconds:
            if _is_reached(operation, url):
                return True
            time.sleep(pause_seconds)
        if _is_reached(operation, url):
            return True
    log("an operation was not reached", level="warning", operation=operation)
    return False


def _is_reached(operation: str, url: str) -> bool:
    # Signed anew each time, as waiting may have taken long.
    signed = call_headers([settings().trigger_key], operation)
    try:
        return post(url, b"", signed, seconds_max=ANSWER_SECONDS).status < 300
    except TimeoutError:
        raise
    except OSError:
        return False
