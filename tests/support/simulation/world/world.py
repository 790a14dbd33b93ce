"""The shop with everything around it, in one process: functions, Broker, card provider, mail server, people, time."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

from functions.messaging.outbox import senders
from functions.payments.card_simulator.webhook_sender import post_webhook
from functions.runtime.network.http_client import HttpResponse
from functions.runtime.security.ed25519 import public_key
from functions.runtime.settings import settings
from tests.support.invoices import SELLER
from tests.support.operations.shop import GATEWAY_KEY, KEY, RELAY_KEY
from tests.support.shop import inside_calls
from tests.support.simulation.walks.random_faults import RandomFaults
from tests.support.simulation.world.broker import Broker, Delivery
from tests.support.simulation.world.clock import Clock
from tests.support.simulation.world.crash_points import CrashPoints, Killed
from tests.support.simulation.world.database import opened
from tests.support.simulation.world.executor import InlineExecutor
from tests.support.simulation.world.functions import Functions
from tests.support.simulation.world.network import Network
from tests.support.simulation.world.people import People

ENVIRONMENT = {
    "GATEWAY_PUBLIC_KEYS": public_key(GATEWAY_KEY),
    "REFRESH_KEYS": KEY,
    "PROOF_KEYS": KEY,
    "RELAY_KEY": RELAY_KEY,
    "RELAY_PUBLIC_KEYS": public_key(RELAY_KEY),
    "WEBHOOK_KEYS": KEY,
    "LINK_KEYS": KEY,
    **inside_calls.ENVIRONMENT,
    "FUNCTION_URL": "http://{operation}",
    "BROKER_URL": "http://broker/cloudshop/shop",
    "SMTP_URL": "smtp://mail",
    "SHOP_URL": "http://shop.example",
    "MAIL_FROM": "CloudShop <shop@cloudshop.example>",
    **SELLER,
}
# A relay sends what is due, and a sweep looks once. A test that moves the clock calls them for what is due later.
PARTS_OF: dict[str, dict[str, Any]] = {
    "relay-outbox": {"run_seconds": 0.2, "trigger_relay": lambda: None},
    "sweep": {"run_seconds": 0},
}

Webhook = tuple[str, str, str]


@dataclass
class World:
    """One shop on an emptied database. Nothing in it happens by itself: the test calls its methods."""

    engine: Engine
    clock: Clock = field(default_factory=Clock)
    crash_points: CrashPoints = field(default_factory=CrashPoints)
    webhooks: list[Webhook] = field(default_factory=list)
    outages: set[str] = field(default_factory=set)
    is_relay_wanted: bool = False
    # The mails whose sending ended in a commit; a mail that did not may come a second time.
    recorded_mails: list[EmailMessage] = field(default_factory=list)

    def __post_init__(self) -> None:
        sessions = sessionmaker(self.engine, expire_on_commit=False)
        self.crash_points.watch(sessions)
        self.network = Network(self.crash_points)
        parts: dict[str, Any] = {
            "sessions": sessions,
            "network_sessions": sessions,
            "clock": lambda _: self.clock.now,
            "trigger_relay": self._want_relay,
            "trigger_sweep": lambda: None,
            "trigger_purge": lambda: None,
            "trigger_webhooks": lambda: None,
            "post": self.network.call_endpoint,
            "draw": self.network.draw,
            "send": lambda *webhook: self.webhooks.append(webhook),
            "later": lambda _, send: send(),
        }
        self.functions = Functions(self.crash_points, parts, PARTS_OF)
        self.broker = Broker(self.functions)
        self.people = People(self.functions)
        self.network.receivers["broker"] = self.broker.receive
        # For real processes, which are not given `draw`.
        self.network.receivers["render-invoice"] = lambda *_: HttpResponse(200, b"%PDF-")
        for operation in ("simulate-cards", "receive-payment-webhook"):
            self.network.receivers[operation] = self._receiver(operation)

    @contextmanager
    def begun(self, *, is_emptied: bool = True) -> Iterator["World"]:
        """The world, with the shop's clock, network and settings, on an emptied database or on what is in it."""
        with ExitStack() as stack:
            pictures = Path(stack.enter_context(TemporaryDirectory())).as_uri()
            stack.enter_context(patch.dict(os.environ, {**ENVIRONMENT, "PICTURE_STORE": pictures}))
            settings.cache_clear()
            stack.callback(settings.cache_clear)
            stack.enter_context(patch.object(senders, "ThreadPoolExecutor", InlineExecutor))
            stack.enter_context(self.network.installed())
            stack.enter_context(self.clock.installed())
            if is_emptied:
                opened(self.engine)
            yield self

    def use(self, faults: RandomFaults) -> None:
        """From now on `faults` decides what goes wrong."""
        self.crash_points.is_fatal = faults.is_fatal
        self.network.fate = faults.fate
        self.broker.copies = faults.copies
        self.people.is_answer_lost = faults.is_answer_lost

    def without_faults(self) -> None:
        """From now on nothing goes wrong."""
        self.outages.clear()
        self.crash_points.is_fatal = lambda _: False
        self.network.fate = lambda _: "arrives"
        self.broker.copies = lambda: 1
        self.people.is_answer_lost = lambda: False

    def query(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement, values or None)]

    def relay(self) -> str:
        """Runs the relay; `died` or its status."""
        self.is_relay_wanted = False
        return self._run("relay-outbox")

    def deliver(self, delivery: Delivery) -> int:
        """The Broker delivers once; the consumer's status."""
        mails_before = len(self.network.mails)
        status = self.broker.deliver(delivery)
        if status == 204:
            self.recorded_mails += self.network.mails[mails_before:]
        return status

    def sweep(self) -> str:
        return self._run("sweep")

    def purge(self) -> str:
        return self._run("purge-expired-data")

    def post_webhook(self, webhook: Webhook) -> None:
        """The provider sends it, once."""
        with suppress(Killed), self.clock.elsewhere(), self.crash_points.in_call_of("simulate-cards"):
            post_webhook(*webhook)

    def _run(self, operation: str) -> str:
        try:
            return str(self.functions.call(operation).status)
        except ConnectionError:
            return "died"

    def _want_relay(self) -> None:
        self.is_relay_wanted = True

    def _receiver(self, operation: str) -> Any:
        def receive(body: bytes, headers: dict[str, str]) -> HttpResponse:
            answer = self.functions.call(operation, body, headers)
            return HttpResponse(answer.status, answer.body)

        return receive
