"""Checks the receivers of log lines and spans: each function returns the value, or raises a ValueError."""

import re
from urllib.parse import urlsplit

from functions.runtime.settings import NONE
from ops.production.values import domain

# A Service of the cluster, such as otel-collector.monitoring; only there is plain HTTP between pods.
_SERVICE = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+(\.svc(\.cluster\.local)?)?")
WRONG = "is not http:// and a Service with its namespace, such as http://otel-collector.monitoring:4318, nor https://"
COLLECTOR_PORT = 4318


def log_receiver(text: str) -> str:
    """The full URL to which log lines are posted."""
    path = _receiver(text)
    if path in ("", "/"):
        raise ValueError("has no path, such as /v1/logs of a collector")
    return text


def span_receiver(text: str) -> str:
    """The base URL of an OTLP receiver, to which /v1/traces is appended; or `none`."""
    if text != NONE and _receiver(text) not in ("", "/"):
        raise ValueError("has a path: functions add /v1/traces themselves")
    if text.startswith("http:") and urlsplit(text).port != COLLECTOR_PORT:
        raise ValueError(f"has not the port {COLLECTOR_PORT}, the only one that functions may reach")
    return text


def is_outside(text: str) -> bool:
    return text.startswith("https://")


def _receiver(text: str) -> str:
    """The path of the address."""
    parts = urlsplit(text)
    if parts.scheme == "https" and parts.hostname and parts.port in (None, 443):
        domain(parts.hostname)
    elif parts.scheme != "http" or not _SERVICE.fullmatch(parts.hostname or ""):
        raise ValueError(WRONG)
    return parts.path
