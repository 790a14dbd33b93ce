"""Sends the card simulator's signed webhooks in the background, in order, each once."""

import http.client
import json
import queue
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from functions.runtime.security.signatures import sign
from functions.runtime.settings import settings
from functions.runtime.telemetry.context import log

TIMEOUT_SECONDS = 5
WAITING_MAX = 1000

SendWebhook = Callable[[str, str, str], None]


class WebhookSender:
    """`sender(id, kind, order_id)` queues a webhook. A full queue drops it, since webhooks may get lost anyway."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[tuple[str, str, str]] = queue.Queue(WAITING_MAX)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def __call__(self, identity: str, kind: str, order_id: str) -> None:
        try:
            self._waiting.put_nowait((identity, kind, order_id))
        except queue.Full:
            return
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._send_all, name="webhooks", daemon=True)
                self._thread.start()

    def _send_all(self) -> None:
        while True:
            _post(*self._waiting.get())


send_webhook = WebhookSender()


def _post(identity: str, kind: str, order_id: str) -> None:
    body = json.dumps({"type": kind, "data": {"order_id": order_id}}).encode()
    sent = str(int(time.time()))
    headers = {
        "content-type": "application/json",
        "webhook-id": identity,
        "webhook-timestamp": sent,
        "webhook-signature": sign(settings().webhook_keys, f"{identity}.{sent}.".encode() + body),
    }
    url = urlsplit(settings().function_url.format(operation="receive-payment-webhook"))
    connection = http.client.HTTPConnection(url.netloc, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("POST", url.path or "/", body, headers)
        connection.getresponse().read()
    except (OSError, http.client.HTTPException) as failure:
        log("a webhook was not delivered", level="warning", cause=type(failure).__name__)
    finally:
        connection.close()
