"""Faults that pass: afterwards the shop does what it owes, without staff and without other traffic."""

from collections.abc import Iterator
from functools import partial
from uuid import uuid4

import httpx
import pytest

from tests.support.invariants.checks import under_way
from tests.support.servers.mail_server import MailServer
from tests.support.servers.stripe_server import SECRET_KEY, StripeServer
from tests.support.shop.running_shop import RunningShop, StartShop, an_order
from tests.support.waiting import eventually

ENDED_SECONDS = 240
STATE = "SELECT state FROM orders.orders WHERE number = %s"
PAYMENT = "SELECT p.state FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id WHERE o.number = %s"
# Events of which the Broker has not said yet that every consumer, or else the dead-letter sink, has taken them.
UNDELIVERED = "SELECT count(*) FROM messaging.outbox WHERE sent_at IS NULL AND cardinality(awaiting) > 0"
LETTERS = "SELECT event_type, consumer, state, cause FROM messaging.dead_letters"


@pytest.fixture(scope="module")
def provider() -> Iterator[StripeServer]:
    server = StripeServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def mail_server() -> Iterator[MailServer]:
    server = MailServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def shop(start_shop: StartShop, provider: StripeServer, mail_server: MailServer) -> Iterator[RunningShop]:
    stripe = partial(start_shop, PAYMENT_PROVIDER="stripe", STRIPE_URL=provider.url, STRIPE_SECRET_KEY=SECRET_KEY)
    with stripe(SMTP_URL=mail_server.url) as shop:
        yield shop


@pytest.fixture(scope="module")
def sku(shop: RunningShop) -> str:
    return shop.sells("MUG-1", on_hand=100)


def placed(shop: RunningShop, sku: str, email: str = "ada@example.org") -> str:
    with shop.client() as client:
        order = an_order(sku, card="pm_card_visa", email=email)
        answer = client.post("/api/orders", json=order, headers={"idempotency-key": str(uuid4())})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["number"])


def comes(shop: RunningShop, query: str, number: str, state: str) -> None:
    eventually(lambda: shop.query(query, number) == [(state,)], seconds=ENDED_SECONDS, what=f"{number} is {state}")


def act(staff: httpx.Client, number: str, action: str, **body: str) -> None:
    answer = staff.post(f"/api/{action.format(number=number)}", json=body)
    assert answer.is_success, answer.text


def has_given_up_for_now(shop: RunningShop) -> bool:
    return bool(shop.query(UNDELIVERED) == [(0,)])


class TestFaultsThatPass:
    def test_money_is_released_and_taken_once_the_provider_is_back(
        self, shop: RunningShop, provider: StripeServer, sku: str
    ) -> None:
        cancelled, shipped = placed(shop, sku), placed(shop, sku)
        for number in (cancelled, shipped):
            comes(shop, STATE, number, "confirmed")
        provider.is_down = True
        with shop.client("staff") as staff:
            act(staff, cancelled, "orders/{number}/cancel")
            act(staff, shipped, "staff/orders/{number}/ship", carrier="DHL", tracking_code="T1")
        eventually(lambda: has_given_up_for_now(shop), seconds=60, what="the Broker has tried in vain")
        assert shop.query(PAYMENT, cancelled) == shop.query(PAYMENT, shipped) == [("authorized",)]
        provider.is_down = False
        comes(shop, PAYMENT, cancelled, "voided")
        comes(shop, PAYMENT, shipped, "captured")
        assert shop.query(LETTERS) == []

    def test_a_confirmation_is_sent_once_the_mail_server_is_back(
        self, shop: RunningShop, mail_server: MailServer, sku: str
    ) -> None:
        email = f"{uuid4().hex}@example.org"
        mail_server.answers["RCPT"] = "451 4.3.0 Try again later"
        comes(shop, STATE, placed(shop, sku, email), "confirmed")
        eventually(lambda: has_given_up_for_now(shop), seconds=60, what="the Broker has tried in vain")
        del mail_server.answers["RCPT"]
        eventually(
            lambda: [mail["to"] for mail in mail_server.mails].count(email) == 1,
            seconds=ENDED_SECONDS,
            what="the confirmation has arrived",
        )
        eventually(lambda: under_way(shop) == 0, seconds=ENDED_SECONDS, what="nothing is owed")
        assert shop.query(LETTERS) == []
