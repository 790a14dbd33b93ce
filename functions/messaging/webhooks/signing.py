"""Makes the secrets of webhooks and the signatures that an endpoint checks (Standard Webhooks)."""

import base64
import secrets
from datetime import datetime

from db.models.webhooks import Webhook, WebhookMessage
from functions.runtime.security.signatures import sign

SECRET_BYTES = 32


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def as_text(secret: bytes) -> str:
    """The secret as the receiver configures it."""
    return f"whsec_{base64.b64encode(secret).decode()}"


def signed_headers(webhook: Webhook, delivery: WebhookMessage, now: datetime) -> dict[str, str]:
    """The headers of an attempt. Until the previous secret ends, both secrets sign, so the receiver may have either."""
    sent = str(int(now.timestamp()))
    content = f"{delivery.id}.{sent}.{delivery.body}".encode()
    valid = [webhook.secret]
    if webhook.previous_secret is not None and webhook.previous_until is not None and now < webhook.previous_until:
        valid.append(webhook.previous_secret)
    signatures = [sign([base64.b64encode(secret).decode()], content) for secret in valid]
    return {"webhook-id": str(delivery.id), "webhook-timestamp": sent, "webhook-signature": " ".join(signatures)}
