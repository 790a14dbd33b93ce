"""Records security events: a line for each, with the account and the address's network, and a counter for each kind.

Functions themselves report a forged caller or event (functions/runtime/adapters/request_handling.py).
"""

import ipaddress
from collections.abc import Mapping
from types import MappingProxyType

from functions.runtime.telemetry.context import Trace, log_of
from functions.runtime.telemetry.metrics import Metrics

METRIC, MESSAGE = "cloudshop_security_events_total", "security event"
# The operations whose success is an event.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("log-in", "log-in-with-passkey", "issue-api-token"), "log-in"),
        **dict.fromkeys(("change-password", "reset-password"), "password"),
        **dict.fromkeys(("request-address-change", "change-address"), "address"),
        **dict.fromkeys(("enrol-second-factor", "present-second-factor"), "second-factor"),
        **dict.fromkeys(("add-passkey", "remove-passkey"), "second-factor"),
        **dict.fromkeys(("invite-person", "change-person", "put-role", "remove-role"), "role"),
        **dict.fromkeys(("end-person-sessions", "end-sessions"), "sessions"),
        "close-account": "closure",
        **dict.fromkeys(("create-api-key", "end-api-key"), "key"),
        **dict.fromkeys(("create-webhook", "change-webhook", "end-webhook"), "webhook"),
        **dict.fromkeys(("export-account", "export-accounting", "export-products", "export-staff-actions"), "export"),
    }
)
LOG_INS = frozenset({"log-in", "log-in-with-passkey", "issue-api-token", "present-second-factor"})
PROVIDERS = frozenset({"receive-payment-webhook"})
# Of these addresses, a line names the network only: enough to see where an attack is from, and no person's own address.
PREFIXES = {4: 24, 6: 48}


def kind_of(operation: str, status: int, *, has_token: bool) -> str | None:
    """The kind of event that a response is; None for nearly all. A 401 for a guest, who sends no token, is none."""
    if status == 429:
        return "limit"
    if 400 <= status < 500 and operation in PROVIDERS:
        return "refused-webhook"
    if status in (401, 403):
        if operation in LOG_INS:
            return "failed-log-in"
        return "refusal" if status == 403 or has_token else None
    return KINDS.get(operation) if 200 <= status < 300 else None


def network_of(client: str) -> str:
    """The network of an address or of a /64 network, as limits count it; "unknown" for anything else."""
    try:
        address = ipaddress.ip_interface(client)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((address.ip, PREFIXES[address.version]), strict=False))


def record(metrics: Metrics, trace: Trace, kind: str, **fields: str | int) -> None:
    """Counts the event, and writes its line at once: an attack may end the process."""
    metrics.count(METRIC, (kind,))
    log_of(trace, MESSAGE, level="info", kind=kind, **fields)
