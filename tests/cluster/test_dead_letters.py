"""A consumer that cannot do its work: tried again as declared, still owed, and done by itself once it can."""

import json
from uuid import uuid4

import pytest

from local.errors import CommandError
from ops.cluster.argo import paused
from ops.shell import SHOP, kubectl
from tests.support.cluster.shop import ClusterShop
from tests.support.operations.account_mails import content
from tests.support.shop.running_shop import an_order
from tests.support.waiting import eventually

CONSUMER = "send-mail"
# What the consumer answered last, for the order with a number.
FAILURE = "SELECT failures -> %s ->> 'code' FROM messaging.outbox WHERE data ->> 'number' = %s AND %s = ANY(awaiting)"


def tries(shop: ClusterShop, request_id: str) -> int:
    """How often the consumer was called with an event of this request, as its log says."""
    lines = [
        json.loads(line)
        for pod in shop.pods(CONSUMER)
        for line in log_of(pod.metadata.name).splitlines()
        if line.startswith("{")
    ]
    return sum(
        1 for line in lines if line["message"] == CONSUMER.replace("-", "_") and line["request_id"] == request_id
    )


def log_of(pod: str) -> str:
    """What the function's pod has logged last; nothing if it was removed since it was listed."""
    try:
        return kubectl("logs", pod, "-n", SHOP, "-c", "function", "--tail=200")
    except CommandError as refused:
        if "NotFound" in str(refused):
            return ""
        raise


@pytest.mark.timeout(600)
class TestFailedDeliveries:
    def test_an_event_that_fails_is_retried_kept_and_delivered_once_its_consumer_can(self, shop: ClusterShop) -> None:
        email, request_id = f"{uuid4().hex}@example.org", uuid4().hex
        sku = shop.sells(f"DEAD-{uuid4().hex[:8]}", on_hand=10)
        with paused("20-backend"):
            kubectl("scale", "deployment/mailbox", "-n", SHOP, "--replicas=0")
            try:
                with shop.client() as client:
                    headers = {"idempotency-key": str(uuid4()), "x-request-id": request_id}
                    order = client.post("/api/orders", json=an_order(sku, email=email), headers=headers).json()
                eventually(
                    lambda: shop.query(FAILURE, CONSUMER, order["number"], CONSUMER) == [("503",)],
                    seconds=180, what="the failure is noted, and the event still owed", every=2,
                )  # fmt: skip
                # One delivery and the Trigger's three retries.
                assert tries(shop, request_id) >= 4
            finally:
                kubectl("scale", "deployment/mailbox", "-n", SHOP, "--replicas=1")
        mail = eventually(
            lambda: next((mail for mail in shop.mails() if email in mail), None),
            seconds=240, what="the mail is there", every=2,
        )  # fmt: skip
        assert order["number"] in content(mail)
