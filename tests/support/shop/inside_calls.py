"""Signs the calls that parts of the shop make of each other by themselves."""

from collections.abc import Mapping

from functions.runtime.security.call_signatures import CALL_HEADER, call_headers
from local.host.operations import operations

CALL_KEY = "Y2FsbC1rZXktb2YtMzItYnl0ZXMtbG9uZy1lbm91Z2g="
# The settings of callers and callees.
ENVIRONMENT = dict.fromkeys(("TRIGGER_KEY", "TRIGGER_KEYS", "SIMULATOR_KEYS", "REVOCATION_KEYS"), CALL_KEY)
# Events are signed in another way.
INSIDE = frozenset(
    name for name, each in operations().items() if each.labels["cloudshop.dev/trigger"] == "internal"
) - {"store-dead-letter"}


def signed(operation: str, headers: Mapping[str, str], body: bytes = b"", query: str = "") -> dict[str, str]:
    """The headers, and the caller's signature if other parts of the shop call the operation and there is none yet."""
    if operation not in INSIDE or CALL_HEADER in headers:
        return dict(headers)
    return {**headers, **call_headers([CALL_KEY], operation, body, query.encode())}
