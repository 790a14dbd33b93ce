"""Faults that pass: afterwards the shop does what it owes, without staff and without other traffic."""

from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from eventing.times import LEASE, REDELIVERY_MAX
from tests.support.invariants.checks import under_way
from tests.support.shop.faults import FaultyShop, faulty_shop
from tests.support.shop.running_shop import StartShop
from tests.support.waiting import eventually

ENDED_SECONDS = 240
ORDERS = 5
STATE = "SELECT state FROM orders.orders WHERE number = %s"
PAYMENT = "SELECT p.state FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id WHERE o.number = %s"
LETTERS = "SELECT event_type, consumer, state, cause FROM messaging.dead_letters"
LONGEST_WAIT = "SELECT max(next_attempt_at) - now() FROM messaging.outbox WHERE cardinality(awaiting) > 0"


@pytest.fixture(scope="module")
def faulty(start_shop: StartShop) -> Iterator[FaultyShop]:
    with faulty_shop(start_shop) as faulty:
        yield faulty


@pytest.fixture(scope="module")
def sku(faulty: FaultyShop) -> str:
    return faulty.shop.sells("MUG-1", on_hand=100)


def comes(faulty: FaultyShop, query: str, number: str, state: str) -> None:
    eventually(
        lambda: faulty.shop.query(query, number) == [(state,)], seconds=ENDED_SECONDS, what=f"{number} is {state}"
    )


def act(staff: httpx.Client, path: str, **body: str) -> None:
    answer = staff.post(f"/api/{path}", json=body)
    assert answer.is_success, answer.text


@pytest.mark.timeout(600)
class TestFaultsThatPass:
    def test_money_is_released_and_taken_once_the_provider_is_back(self, faulty: FaultyShop, sku: str) -> None:
        cancelled, shipped = faulty.place(sku), faulty.place(sku)
        for number in (cancelled, shipped):
            comes(faulty, STATE, number, "confirmed")
        faulty.provider.is_down = True
        with faulty.shop.client("staff") as staff:
            act(staff, f"orders/{cancelled}/cancel")
            act(staff, f"staff/orders/{shipped}/ship", carrier="DHL", tracking_code="T1")
        for consumer in ("void-payment", "capture-payment"):
            faulty.wait_for_failure_of(consumer, 1)
        faulty.provider.is_down = False
        comes(faulty, PAYMENT, cancelled, "voided")
        comes(faulty, PAYMENT, shipped, "captured")
        assert faulty.shop.query(LETTERS) == []

    def test_a_confirmation_is_sent_once_the_mail_server_is_back(self, faulty: FaultyShop, sku: str) -> None:
        email = f"{uuid4().hex}@example.org"
        faulty.refuse_mails()
        faulty.place(sku, email)
        faulty.wait_for_failure_of("send-mail", 1)
        faulty.accept_mails()
        eventually(
            lambda: [mail["to"] for mail in faulty.mail_server.mails].count(email) == 1,
            seconds=ENDED_SECONDS,
            what="the confirmation has arrived",
        )
        eventually(lambda: under_way(faulty.shop) == 0, seconds=ENDED_SECONDS, what="nothing is owed")
        assert faulty.shop.query(LETTERS) == []

    def test_every_order_ends_once_the_last_of_several_faults_is_over(self, faulty: FaultyShop, sku: str) -> None:
        orders = faulty.orders_through_every_fault(sku, ORDERS)
        # Wall-clock time is the machine's (benchmarks/results/recovery.json); when the shop tries again is its own.
        longest_wait = faulty.shop.query(LONGEST_WAIT)[0][0]
        assert longest_wait <= max(LEASE, REDELIVERY_MAX)
        eventually(lambda: under_way(faulty.shop) == 0, seconds=ENDED_SECONDS, what="every order has ended")
        assert {faulty.shop.query(STATE, number)[0][0] for number in orders} == {"confirmed"}
        assert faulty.shop.query(LETTERS) == []
