"""The relay commits its claims, so these tests write for real, and clear the outbox afterwards."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, delete, select, text
from sqlalchemy.orm import Session, sessionmaker

from db.models.messaging import OutboxEvent
from functions.messaging.outbox.claims import claim, mark_refused, mark_sent
from functions.messaging.rules import wait_for_acknowledgement
from functions.runtime.database.unit_of_work import database_time
from functions.runtime.http.cloud_events import read_event
from functions.runtime.http.event_signatures import check_signature
from functions.runtime.settings import settings
from tests.support.operations.shop import Shop


@dataclass
class Broker:
    """A Broker's ingress: keeps what it is sent, and answers with `statuses` in turn, 202 after them."""

    url: str = ""
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    on_event: Any = None


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Broker]:
    broker = Broker()

    class Ingress(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            broker.received.append(({name.lower(): value for name, value in self.headers.items()}, body))
            if broker.on_event is not None:
                broker.on_event(self.headers["ce-id"])
            self.send_response(broker.statuses.pop(0) if broker.statuses else 202)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ingress)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    broker.url = f"http://127.0.0.1:{server.server_port}/cloudshop/shop"
    monkeypatch.setenv("BROKER_URL", broker.url)
    settings.cache_clear()
    yield broker
    server.shutdown()
    server.server_close()
    settings.cache_clear()


@pytest.fixture
def sessions(engine: Engine) -> Iterator[sessionmaker[Session]]:
    sessions = sessionmaker(engine, expire_on_commit=False)
    yield sessions
    with sessions.begin() as session:
        session.execute(delete(OutboxEvent))


@pytest.fixture
def relay(sessions: sessionmaker[Session]) -> Any:
    shop = Shop(sessions(), {"sessions": sessions, "trigger_sweep": lambda: None, "clock": database_time})
    return lambda: shop.call("relay-outbox").json


def waiting(
    sessions: sessionmaker[Session],
    *,
    due_in: timedelta = timedelta(0),
    type: str = "shop.order.placed.v1",
    **other: Any,
) -> str:
    """The id of an event in the outbox."""
    now = datetime.now(UTC)
    row = OutboxEvent(
        id=str(uuid4()),
        type=type,
        subject="subject",
        occurred_at=now,
        data={"number": "Ünïcode"},
        traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        request_id="request-1",
        awaiting=["reserve-stock"],
        next_attempt_at=now + due_in,
        **other,
    )
    with sessions.begin() as session:
        session.add(row)
    return row.id


def test_what_is_due_is_due_by_the_database_s_clock(sessions: sessionmaker[Session], broker: Broker) -> None:
    def an_hour_behind(session: Session) -> datetime:
        return database_time(session) - timedelta(hours=1)

    waiting(sessions)
    shop = Shop(sessions(), {"sessions": sessions, "trigger_sweep": lambda: None, "clock": an_hour_behind})
    assert shop.call("relay-outbox").json == {"sent": 0, "refused": 0}
    assert broker.received == []


def acknowledge_at_once(sessions: sessionmaker[Session]) -> Any:
    def settle(event_id: str) -> None:
        with sessions.begin() as session:
            session.get_one(OutboxEvent, event_id).awaiting = []

    return settle


class TestRelayOutbox:
    def test_sends_a_signed_event_that_consumers_take(
        self, sessions: sessionmaker[Session], broker: Broker, relay: Any
    ) -> None:
        broker.on_event = acknowledge_at_once(sessions)
        event_id = waiting(sessions)
        assert relay() == {"sent": 1, "refused": 0}
        ((headers, body),) = broker.received
        received = read_event(headers, body)
        assert (received.id, received.data) == (event_id, {"number": "Ünïcode"})
        check_signature(received, settings())
        assert received.attributes["traceparent"].startswith("00-0af7651916cd43dd8448eb211c80319c")

    def test_sends_each_event_once_with_many_workers(
        self, sessions: sessionmaker[Session], broker: Broker, relay: Any
    ) -> None:
        broker.on_event = acknowledge_at_once(sessions)
        ids = {waiting(sessions) for _ in range(60)}
        assert relay()["sent"] == 60
        sent = [headers["ce-id"] for headers, _ in broker.received]
        assert (len(sent), set(sent)) == (60, ids)

    def test_side_events_that_hang_leave_senders_for_orders(
        self, sessions: sessionmaker[Session], broker: Broker, relay: Any
    ) -> None:
        settle = acknowledge_at_once(sessions)
        mails = {waiting(sessions, due_in=timedelta(minutes=-1), type="shop.mail.due.v1") for _ in range(20)}
        orders = {waiting(sessions) for _ in range(20)}
        all_orders_sent, waited = threading.Event(), []

        def take(event_id: str) -> None:
            if event_id in mails:
                waited.append(all_orders_sent.wait(timeout=20))
            elif len(orders - {headers["ce-id"] for headers, _ in broker.received}) == 0:
                all_orders_sent.set()
            settle(event_id)

        broker.on_event = take
        assert relay() == {"sent": 40, "refused": 0}
        assert all(waited), "an order waited for a mail"

    def test_claims_no_more_events_than_asked_for_whatever_the_plan(self, sessions: sessionmaker[Session]) -> None:
        for age_minutes in range(20, 0, -1):
            waiting(sessions, due_in=timedelta(minutes=-age_minutes))
        with sessions.begin() as session:
            # What PostgreSQL may choose by itself where few rows are due: the subquery again for each row.
            for setting in ("hashjoin", "mergejoin", "hashagg", "sort", "material", "memoize"):
                session.execute(text(f"SET LOCAL enable_{setting} = off"))
            assert len(claim(session, datetime.now(UTC), 5)) == 5

    def test_tries_again_soon_when_the_broker_refuses(
        self, sessions: sessionmaker[Session], broker: Broker, relay: Any
    ) -> None:
        broker.statuses, broker.on_event = [503], None
        waiting(sessions)
        settle = acknowledge_at_once(sessions)
        broker.on_event = lambda event_id: settle(event_id) if len(broker.received) == 2 else None
        assert relay() == {"sent": 1, "refused": 1}

    def test_leaves_what_is_not_due_and_what_no_consumer_awaits(
        self, sessions: sessionmaker[Session], broker: Broker, relay: Any
    ) -> None:
        waiting(sessions, due_in=timedelta(minutes=5))
        settled = waiting(sessions)
        acknowledge_at_once(sessions)(settled)
        assert relay() == {"sent": 0, "refused": 0}

    def test_a_broker_s_yes_does_not_settle_an_event(self, sessions: sessionmaker[Session], broker: Broker) -> None:
        event_id, now = waiting(sessions), datetime.now(UTC)
        with sessions.begin() as session:
            (event,) = claim(session, now, 1)
            mark_sent(session, event, now)
        with sessions() as session:
            row = session.scalars(select(OutboxEvent).where(OutboxEvent.id == event_id)).one()
            assert row.sent_at == now
            assert row.awaiting == ["reserve-stock"]
            assert row.next_attempt_at == now + wait_for_acknowledgement(1)

    @pytest.mark.parametrize("is_accepted", [True, False])
    def test_leaves_an_event_due_that_was_replayed_while_it_was_sent(
        self, sessions: sessionmaker[Session], is_accepted: bool
    ) -> None:
        event_id, now = waiting(sessions), datetime.now(UTC)
        with sessions.begin() as session:
            (event,) = claim(session, now, 1)
        with sessions.begin() as session:
            row = session.get_one(OutboxEvent, event_id)
            row.attempts, row.next_attempt_at = 0, now
        with sessions.begin() as session:
            mark_sent(session, event, now) if is_accepted else mark_refused(session, event)
        with sessions() as session:
            assert session.get_one(OutboxEvent, event_id).next_attempt_at == now

    def test_calls_itself_for_what_is_due_soon_and_the_sweep_for_what_is_due_later(
        self, sessions: sessionmaker[Session], broker: Broker
    ) -> None:
        calls: list[str] = []
        triggers = {
            "trigger_relay": lambda: calls.append("relay-outbox"),
            "trigger_sweep": lambda: calls.append("sweep"),
        }
        shop = Shop(sessions(), {"sessions": sessions, "run_seconds": 0, "clock": database_time, **triggers})
        shop.call("relay-outbox")
        assert calls == []
        waiting(sessions, due_in=timedelta(minutes=1))
        shop.call("relay-outbox")
        assert calls == ["sweep"]
        waiting(sessions)
        shop.call("relay-outbox")
        assert calls == ["sweep", "relay-outbox"]
