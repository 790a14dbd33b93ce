"""Sends the card simulator's signed webhooks in the background, in order, each once."""

import json
import time
from collections import deque
from collections.abc import Callable

from functions.runtime.network.background_sender import BackgroundSender
from functions.runtime.network.http_client import post
from functions.runtime.security.signatures import sign
from functions.runtime.settings import settings
from functions.runtime.telemetry.context import log

TIMEOUT_SECONDS = 5
WAITING_MAX = 1000

SendWebhook = Callable[[str, str, str], None]


class WebhookSender:
    """`sender(id, kind, order_id)` queues a webhook. A full queue drops its oldest: webhooks may get lost."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[str, str, str]] = deque(maxlen=WAITING_MAX)
        self._sender = BackgroundSender(self._send_all, gather_seconds=0)

    def __call__(self, identity: str, kind: str, order_id: str) -> None:
        self._waiting.append((identity, kind, order_id))
        self._sender.wake()

    def _send_all(self) -> bool:
        while self._waiting:
            post_webhook(*self._waiting.popleft())
        return True


send_webhook = WebhookSender()


def post_webhook(identity: str, kind: str, order_id: str) -> None:
    body = json.dumps({"type": kind, "data": {"order_id": order_id}}).encode()
    sent = str(int(time.time()))
    headers = {
        "content-type": "application/json",
        "webhook-id": identity,
        "webhook-timestamp": sent,
        "webhook-signature": sign(settings().webhook_keys, f"{identity}.{sent}.".encode() + body),
    }
    url = settings().function_url.format(operation="receive-payment-webhook")
    try:
        post(url, body, headers, seconds_max=TIMEOUT_SECONDS)
    except OSError as failure:
        log("a webhook was not delivered", level="warning", cause=type(failure).__name__)
