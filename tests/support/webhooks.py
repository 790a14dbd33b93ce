"""Creates webhooks as staff do, and receives them with a server that verifies their signatures with code of its own."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from werkzeug.wrappers import Request, Response

from eventing.events import Event
from eventing.events.orders import OrderConfirmed
from tests.support.operations.shop import Shop
from tests.support.servers.http_server import HttpServer

URL = "https://example.org/shop?from=cloudshop"


@dataclass
class Receiver:
    """An endpoint on this machine; it keeps what it was sent and answers with `status`."""

    status: int = 204
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._server = HttpServer(Request.application(self._receive))
        self.url = f"{self._server.url}/hooks"

    def _receive(self, request: Request) -> Response:
        self.received.append(({name.lower(): value for name, value in request.headers.items()}, request.get_data()))
        headers = {"location": f"{self._server.url}/elsewhere"} if 300 <= self.status < 400 else {}
        return Response(b"x" * 100, self.status, headers)

    @property
    def messages(self) -> list[Any]:
        return [json.loads(body) for _, body in self.received]

    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.received]

    def stop(self) -> None:
        self._server.stop()


def is_genuine(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """Whether one of the signatures is the secret's, as the specification of Standard Webhooks has it."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = b".".join((headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body))
    expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return f"v1,{expected}" in headers["webhook-signature"].split(" ")


def create(shop: Shop, url: str = URL, *event_types: str, **by: Any) -> Any:
    body = {"url": url, "event_types": list(event_types or ("order.confirmed",))}
    return shop.call("create-webhook", body, **({"role": "staff"} | by))


def change(shop: Shop, webhook_id: str, body: dict[str, Any], **by: Any) -> Any:
    """Whatever its version, unless the test names one as `if_match`."""
    return shop.call("change-webhook", body, method="PATCH", query={"id": webhook_id}, **({"role": "staff"} | by))


def end(shop: Shop, webhook_id: str, **by: Any) -> Any:
    return shop.call("end-webhook", method="DELETE", query={"id": webhook_id}, **({"role": "staff"} | by))


def webhooks(shop: Shop, **by: Any) -> Any:
    return shop.call("list-webhooks", method="GET", **({"role": "staff"} | by))


def deliveries(shop: Shop, webhook_id: str, **query: str) -> list[Any]:
    found = shop.call("list-webhook-deliveries", method="GET", query={"id": webhook_id, **query}, role="staff")
    assert found.status_code == 200, found.json
    return list(found.json["items"])


def resend(shop: Shop, delivery_id: str, **by: Any) -> Any:
    return shop.call("resend-webhook", query={"id": delivery_id}, **({"role": "staff"} | by))


def a_confirmed_order(number: str = "CS-1", order_id: UUID | None = None) -> OrderConfirmed:
    about: dict[str, Any] = {"order_id": order_id or uuid4(), "number": number}
    return OrderConfirmed(**about, email="ada@example.org", total_minor=29_90, currency="EUR")


def queue(shop: Shop, event: Event | None = None) -> None:
    answer = shop.deliver("queue-webhooks", event or a_confirmed_order())
    assert answer.status_code == 204, answer.json


def send(shop: Shop) -> Any:
    answer = shop.call("send-webhooks")
    assert answer.status_code == 200, answer.json
    return answer.json
