"""Runs a shop whose payment provider, mail server, Broker and operations can fail, alone or one after the other."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.support.servers.broker_gate import BrokerGate
from tests.support.servers.mail_server import MailServer
from tests.support.servers.stripe_browser import PUBLISHABLE_KEY
from tests.support.servers.stripe_server import SECRET_KEY, StripeServer
from tests.support.shop.running_shop import RunningShop, StartShop, an_order
from tests.support.waiting import eventually

FAULT_SECONDS = 120
ATTEMPTS = "SELECT min(attempts) FROM messaging.outbox WHERE cardinality(awaiting) > 0"
FAILED = "SELECT count(*) FROM messaging.outbox WHERE failures ? %s AND %s = ANY(awaiting)"
BREAK_RESERVATIONS = """
CREATE FUNCTION inventory.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
CREATE TRIGGER fails BEFORE INSERT ON inventory.reservation_lines EXECUTE FUNCTION inventory.fail()
"""
MEND_RESERVATIONS = "DROP FUNCTION inventory.fail() CASCADE"
# A sequence counts what is rolled back, too.
BREAK_RELAY = """
CREATE SEQUENCE messaging.relay_failures;
CREATE FUNCTION messaging.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM nextval('messaging.relay_failures'); RAISE EXCEPTION 'broken'; END $$;
CREATE TRIGGER fails BEFORE UPDATE OF attempts ON messaging.outbox EXECUTE FUNCTION messaging.fail()
"""
RELAY_FAILURES = "SELECT last_value FROM messaging.relay_failures"
MEND_RELAY = "DROP FUNCTION messaging.fail() CASCADE; DROP SEQUENCE messaging.relay_failures"


@dataclass
class FaultyShop:
    """The shop and its dependencies; each works until a test makes it fail."""

    shop: RunningShop
    provider: StripeServer
    mail_server: MailServer
    broker: BrokerGate

    def place(self, sku: str, email: str = "ada@example.org") -> str:
        """Places an order; returns its number."""
        with self.shop.client() as client:
            order = an_order(sku, card="pm_card_visa", email=email)
            answer = client.post("/api/orders", json=order, headers={"idempotency-key": str(uuid4())})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["number"])

    def refuse_mails(self) -> None:
        self.mail_server.answers["RCPT"] = "451 4.3.0 Try again later"

    def accept_mails(self) -> None:
        del self.mail_server.answers["RCPT"]

    def execute(self, statements: str) -> None:
        """Does something to the database that no API would."""
        with psycopg.connect(self.shop.run["database"].replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(statements)

    def kill_database(self) -> None:
        """Kills PostgreSQL as a crash would; returns once the shop has started it again."""
        ((folder,),) = self.shop.query("SHOW data_directory")
        os.kill(int((Path(folder) / "postmaster.pid").read_text().split("\n", 1)[0]), signal.SIGKILL)
        eventually(self._has_database, seconds=FAULT_SECONDS, what="PostgreSQL is back")

    def _has_database(self) -> bool:
        try:
            return bool(self.shop.query("SELECT 1"))
        except psycopg.OperationalError:
            return False

    def wait_for_failure_of(self, consumer: str, number: int) -> None:
        """Waits until so many events are owed to the consumer, and it has failed at each."""
        eventually(
            lambda: self.shop.query(FAILED, consumer, consumer)[0][0] >= number,
            seconds=FAULT_SECONDS,
            what=f"{consumer} has failed at {number} events",
        )

    def orders_through_every_fault(self, sku: str, number: int) -> list[str]:
        """Places orders, of which each step meets a fault; returns their numbers when the last one has just healed."""
        self.broker.is_closed = self.provider.is_down = True
        self.refuse_mails()
        self.execute(BREAK_RELAY)
        self.execute(BREAK_RESERVATIONS)
        orders = [self.place(sku) for _ in range(number)]
        eventually(lambda: self.shop.query(RELAY_FAILURES)[0][0] >= 3, seconds=FAULT_SECONDS, what="the relay fails")
        self.execute(MEND_RELAY)
        eventually(lambda: self.shop.query(ATTEMPTS)[0][0] >= 2, seconds=FAULT_SECONDS, what="the Broker has refused")
        self.broker.is_closed = False
        self.wait_for_failure_of("reserve-stock", number)
        self.execute(MEND_RESERVATIONS)
        self.wait_for_failure_of("authorize-payment", number)
        self.kill_database()
        self.provider.is_down = False
        self.wait_for_failure_of("send-mail", number)
        self.accept_mails()
        return orders


@contextmanager
def faulty_shop(start_shop: StartShop) -> Iterator[FaultyShop]:
    """A started shop for the duration of the block."""
    with ExitStack() as stack:
        provider, mail_server, broker = StripeServer().start(), MailServer().start(), BrokerGate().start()
        for server in (provider, mail_server, broker):
            stack.callback(server.stop)
        started = start_shop(
            PAYMENT_PROVIDER="stripe",
            STRIPE_URL=provider.url,
            STRIPE_SECRET_KEY=SECRET_KEY,
            STRIPE_PUBLISHABLE_KEY=PUBLISHABLE_KEY,
            SMTP_URL=mail_server.url,
            BROKER_URL=broker.url,
        )
        shop = stack.enter_context(started)
        # What the local run serves, at a port that only it knows.
        broker.broker_url = shop.run["broker"]
        yield FaultyShop(shop, provider, mail_server, broker)
