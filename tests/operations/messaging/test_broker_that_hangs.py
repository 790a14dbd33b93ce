"""A Broker that takes events and does not answer delays them; it keeps neither the relay nor what is owed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, delete, func, select, text
from sqlalchemy.orm import Session, sessionmaker

from db.models.messaging import OutboxEvent
from eventing.times import BROKER_ANSWER, LEASE
from functions.messaging.outbox.broker_client import BrokerClient
from functions.messaging.outbox.claims import claim, mark_refused
from functions.messaging.outbox.senders import WORKERS
from functions.messaging.rules import wait_after_refusal
from functions.runtime.database.unit_of_work import database_time
from functions.runtime.settings import settings
from tests.support.operations.shop import Shop
from tests.support.servers.bad_peers import Behaviour, bad_peer, dripping, frozen, tarpit
from tests.support.servers.functions import Functions, answering
from tests.support.waiting import eventually

HANGS = {
    "tarpit": tarpit,
    "frozen": frozen,
    "dripping headers": dripping(b"HTTP/1.1 202 Accepted\r\n", b"x-more: yes\r\n"),
    "dripping body": dripping(b"HTTP/1.1 202 Accepted\r\ncontent-length: 100000\r\n\r\n", b" "),
}
ANSWER_SECONDS = 0.5
# Longer than any test takes.
FOR_EVER_SECONDS = 60.0


@pytest.fixture
def sessions(engine: Engine) -> Iterator[sessionmaker[Session]]:
    sessions = sessionmaker(engine, expire_on_commit=False)
    yield sessions
    with sessions.begin() as session:
        session.execute(delete(OutboxEvent))


@pytest.fixture
def broker_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def is_at(port: int) -> None:
        monkeypatch.setenv("BROKER_URL", f"http://127.0.0.1:{port}/cloudshop/shop")
        settings.cache_clear()

    yield is_at
    settings.cache_clear()


def waiting(sessions: sessionmaker[Session], number: int = 1, data: str = "") -> None:
    """Puts so many due events into the outbox."""
    now = datetime.now(UTC)
    with sessions.begin() as session:
        for _ in range(number):
            session.add(
                OutboxEvent(
                    id=str(uuid4()), type="shop.order.placed.v1", subject="subject", occurred_at=now,
                    data={"text": data}, traceparent="", request_id="", awaiting=["reserve-stock"], next_attempt_at=now,
                )
            )  # fmt: skip


def relay(sessions: sessionmaker[Session], *, answer_seconds: float = ANSWER_SECONDS, **parts: Any) -> Any:
    """What one run of the relay answers; it ends as soon as it has claimed what is due."""
    given = {
        "sessions": sessions,
        "clock": database_time,
        "connect": lambda: BrokerClient(answer_seconds),
        "trigger_relay": lambda: None,
        "trigger_sweep": lambda: None,
        "run_seconds": 0.2,
        **parts,
    }
    return Shop(sessions(), given).call("relay-outbox").json


@contextmanager
def in_the_background() -> Iterator[Callable[..., threading.Thread]]:
    """Starts runs of the relay in threads, which must have ended soon after the block."""
    runs: list[threading.Thread] = []

    def start(sessions: sessionmaker[Session], **parts: Any) -> threading.Thread:
        runs.append(threading.Thread(target=relay, args=(sessions,), kwargs=parts))
        runs[-1].start()
        return runs[-1]

    try:
        yield start
    finally:
        for run in runs:
            run.join(20)
    assert not any(run.is_alive() for run in runs)


@pytest.mark.parametrize("behave", HANGS.values(), ids=HANGS.keys())
class TestABrokerThatHangs:
    def test_is_given_up_at_one_deadline_and_the_event_stays_owed(
        self, sessions: sessionmaker[Session], broker_at: Any, behave: Behaviour
    ) -> None:
        # More than the kernel takes for a peer that does not read.
        waiting(sessions, data="x" * 8_000_000 if behave is frozen else "")
        with bad_peer(behave) as port:
            broker_at(port)
            assert relay(sessions) == {"sent": 0, "refused": 1}
        with sessions() as session:
            row = session.scalars(select(OutboxEvent)).one()
            assert (row.attempts, row.awaiting, row.sent_at) == (1, ["reserve-stock"], None)

    def test_holds_no_row_and_no_transaction(
        self, sessions: sessionmaker[Session], broker_at: Any, behave: Behaviour
    ) -> None:
        waiting(sessions)
        with in_the_background() as start, bad_peer(behave) as port, sessions.begin() as other:
            broker_at(port)
            start(sessions, answer_seconds=FOR_EVER_SECONDS)
            claimed = select(func.count()).where(OutboxEvent.attempts == 1)
            eventually(lambda: other.scalar(claimed) == 1, seconds=20, what="the relay has claimed the event")
            other.execute(text("SET LOCAL lock_timeout = '5s'"))
            other.execute(select(OutboxEvent).with_for_update())

    def test_does_not_keep_the_relay_from_handing_on(
        self, sessions: sessionmaker[Session], broker_at: Any, behave: Behaviour
    ) -> None:
        """The relay may be cut off while it waits for the last answers."""
        waiting(sessions, 2 * WORKERS)
        swept = threading.Event()
        with in_the_background() as start, bad_peer(behave) as port:
            broker_at(port)
            run = start(sessions, answer_seconds=FOR_EVER_SECONDS, trigger_sweep=swept.set)
            assert swept.wait(20), "the sweep was not called"
            assert run.is_alive()


def test_a_broker_that_answers_again_gets_what_it_was_silent_about(
    sessions: sessionmaker[Session], broker_at: Any
) -> None:
    functions = Functions()
    functions.on("cloudshop", answering(202))
    waiting(sessions, WORKERS)
    with bad_peer(tarpit) as port:
        broker_at(port)
        assert relay(sessions) == {"sent": 0, "refused": WORKERS}
    with sessions.begin() as session:
        session.execute(text("UPDATE messaging.outbox SET next_attempt_at = now()"))
    broker_at(functions.port)
    assert relay(sessions) == {"sent": WORKERS, "refused": 0}
    functions.stop()


def test_an_attempt_that_hung_is_not_followed_by_another_wait(sessions: sessionmaker[Session]) -> None:
    """Otherwise both together would exceed the time in which the shop heals."""
    waiting(sessions)
    claimed_at = datetime.now(UTC)
    with sessions.begin() as session:
        (event,) = claim(session, claimed_at, 1)
        assert event.next_attempt_at == claimed_at + LEASE
        mark_refused(session, event)
    with sessions() as session:
        due_at = session.scalars(select(OutboxEvent.next_attempt_at)).one()
        assert due_at == claimed_at + wait_after_refusal(1)
        assert due_at < claimed_at + timedelta(seconds=BROKER_ANSWER.total_seconds())
