"""Verifies the signature and age of providers' webhooks, and reads their order and payment."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from functions.payments.errors import WebhookRefused
from functions.runtime.security.signatures import is_signed

TOLERANCE = timedelta(seconds=300)
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SECONDS = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Notice:
    """An authentic webhook; `order_id` is empty if it names no order, and `reference` if it names no payment."""

    id: str
    kind: str
    order_id: str
    reference: str = ""


class WebhookScheme(Protocol):
    def verified(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice:
        """Reads a webhook; raises WebhookRefused unless the provider signed it within TOLERANCE."""


@dataclass(frozen=True, slots=True)
class StandardWebhooks:
    """https://www.standardwebhooks.com: HMAC over id, timestamp and raw body, with any of the keys."""

    keys: Sequence[str]

    def verified(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice:
        identity, sent = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
        if not _ID.fullmatch(identity):
            raise WebhookRefused("The webhook-id header is missing or not an id.")
        _check_time(sent, now)
        message = f"{identity}.{sent}.".encode() + body
        signatures = headers.get("webhook-signature", "").split(" ")
        if not any([is_signed(self.keys, message, signature) for signature in signatures]):
            raise WebhookRefused("The webhook-signature header does not match.")
        content = _json_object(body)
        return Notice(identity, _text(content, "type"), _text(_object(content, "data"), "order_id"))


@dataclass(frozen=True, slots=True)
class StripeSignature:
    """Stripe's own scheme: `t=<seconds>,v1=<hex>` over timestamp and raw body; the id is in the body."""

    secrets: Sequence[str]

    def verified(self, headers: Mapping[str, str], body: bytes, now: datetime) -> Notice:
        pairs = [item.partition("=")[::2] for item in headers.get("stripe-signature", "").split(",")]
        sent = next((value for name, value in pairs if name.strip() == "t"), "")
        _check_time(sent, now)
        message = f"{sent}.".encode() + body
        received = [value.encode() for name, value in pairs if name.strip() == "v1"]
        expected = [hmac.new(secret.encode(), message, hashlib.sha256).hexdigest().encode() for secret in self.secrets]
        if not any([hmac.compare_digest(one, other) for one in received for other in expected]):
            raise WebhookRefused("The Stripe-Signature header does not match.")
        content = _json_object(body)
        if not _ID.fullmatch(identity := _text(content, "id")):
            raise WebhookRefused("The event has no id.")
        about = _object(_object(content, "data"), "object")
        order_id, reference = _text(_object(about, "metadata"), "order_id"), _text(about, "payment_intent")
        return Notice(identity, _text(content, "type"), order_id, reference)


def _check_time(sent: str, now: datetime) -> None:
    if not _SECONDS.fullmatch(sent):
        raise WebhookRefused("The webhook's time is missing or not in seconds.")
    if abs(int(sent) - now.timestamp()) > TOLERANCE.total_seconds():
        raise WebhookRefused("The webhook was signed too long ago, or in the future; send it anew.")


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise WebhookRefused("The webhook's body is not a JSON object.")
    return content


def _object(content: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = content.get(name)
    return value if isinstance(value, dict) else {}


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    return value[:100] if isinstance(value, str) else ""
