"""Runs the card simulator over real HTTP, with its own committed state, and receives its webhooks."""

import contextlib
import functools
import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import functions_framework
import httpx
import pytest
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Request, Response

from db.models.card_simulator import Charge, ProviderCall
from functions.runtime.adapters.dependencies import CONFIG_KEY
from functions.runtime.settings import settings
from local.host.operations import ROOT, operations
from tests.support.servers.http_server import HttpServer
from tests.support.shop.inside_calls import signed

# From here on a delay counts as hanging: it lasts until the test lets go.
HANGS_FROM_SECONDS = 5
Serve = Callable[..., Iterable[bytes]]
OPERATIONS = ("simulate-cards", "show-card-page", "pay-by-test-card")


@dataclass(frozen=True)
class SentWebhook:
    """A webhook as it arrived."""

    headers: dict[str, str]
    body: bytes


@dataclass
class CardSimulator:
    """Serves simulate-cards and its page, and takes its webhooks, from `start` to `stop`."""

    engine: Engine
    webhooks: list[SentWebhook] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    # Sends the webhooks that are late.
    late: list[Callable[[], None]] = field(default_factory=list)
    _arrived: threading.Condition = field(default_factory=threading.Condition)

    def start(self) -> "CardSimulator":
        served_here = {name: self._application(name) for name in OPERATIONS}

        def served(environ: Any, start_response: Any) -> Iterable[bytes]:
            operation, environ["PATH_INFO"] = environ["PATH_INFO"].strip("/"), "/"
            serve: Serve = served_here.get(operation, self._take_webhook)
            return serve(environ, start_response)

        self._server = HttpServer(served)
        return self

    def stop(self) -> None:
        """Stops, and forgets everything."""
        self.released.set()
        self._server.stop()
        with Session(self.engine) as session, session.begin():
            session.execute(delete(Charge))
            session.execute(delete(ProviderCall))

    @property
    def function_url(self) -> str:
        return f"{self._server.url}/{{operation}}"

    @property
    def url(self) -> str:
        return self.function_url.format(operation="simulate-cards")

    def asked(self, content: Mapping[str, Any], *, timeout: float = 10) -> httpx.Response:
        """What simulate-cards answers to an operation of payments."""
        body = json.dumps(content).encode()
        headers = signed("simulate-cards", {"content-type": "application/json"}, body)
        return httpx.post(self.url, content=body, headers=headers, timeout=timeout)

    def charges(self) -> list[dict[str, Any]]:
        """Every charge there is."""
        with Session(self.engine) as session:
            return [
                {"state": c.state, "captured_minor": c.captured_minor, "refunded_minor": c.refunded_minor}
                for c in session.scalars(select(Charge).order_by(Charge.created_at))
            ]

    def states(self) -> list[str]:
        return [str(charge["state"]) for charge in self.charges()]

    def shows(self, page_url: str) -> httpx.Response:
        """The page, as a browser gets it through the gateway."""
        return httpx.get(self.function_url.format(operation="show-card-page"), params=_of_page(page_url), timeout=10)

    def pays(self, page_url: str, card: str = "card_ok", **chosen: str) -> httpx.Response:
        """A shopper chooses a card on the page, and `chosen` of its other fields."""
        form = {**_of_page(page_url), "card": card, **chosen}
        return httpx.post(self.function_url.format(operation="pay-by-test-card"), data=form, timeout=10)

    def calls(self, action: str) -> int:
        """How often the network was asked for it."""
        with Session(self.engine) as session:
            return session.scalar(select(func.sum(ProviderCall.calls)).where(ProviderCall.action == action)) or 0

    def moves_on(self) -> None:
        """The simulator does by itself what follows, all of it."""
        while self.late:
            self.late.pop(0)()

    def await_webhooks(self, count: int) -> list[SentWebhook]:
        """The webhooks so far, once there are `count`."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.webhooks) >= count, timeout=10), self.webhooks
            return list(self.webhooks)

    def _application(self, operation: str) -> Serve:
        app = _app(operation)
        app.config[CONFIG_KEY] = {
            "network_sessions": sessionmaker(self.engine),
            "sleep": self._sleep,
            "later": lambda _, send: self.late.append(send),
        }
        served: Serve = app
        return served

    def _sleep(self, seconds: float) -> None:
        if seconds >= HANGS_FROM_SECONDS:
            self.released.wait(20)

    def _take_webhook(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        headers = {name.lower(): value for name, value in request.headers.items()}
        with self._arrived:
            self.webhooks.append(SentWebhook(headers, request.get_data()))
            self._arrived.notify_all()
        return Response(status=204)(environ, start_response)


@contextlib.contextmanager
def running_card_simulator(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[CardSimulator]:
    """A card simulator whose address is in the shop's settings."""
    card_simulator = CardSimulator(engine).start()
    monkeypatch.setenv("FUNCTION_URL", card_simulator.function_url)
    settings.cache_clear()
    yield card_simulator
    card_simulator.stop()
    monkeypatch.undo()
    settings.cache_clear()


def _of_page(page_url: str) -> dict[str, str]:
    """The query of the page's address, as the gateway passes it on."""
    address = urlsplit(page_url)
    return {"charge_id": address.path.rpartition("/")[2], **dict(parse_qsl(address.query))}


@functools.cache
def _app(operation: str) -> Any:
    found = operations()[operation]
    return functions_framework.create_app(found.target, str(ROOT / found.source), "http")  # type: ignore[no-untyped-call]
