"""The outside world of payments, over real HTTP: the card simulator with its own committed memory, and where it sends
its webhooks."""

import contextlib
import functools
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import functions_framework
import pytest
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Request, Response

from db.models.card_simulator import Charge, ProviderCall
from functions.runtime.adapters.dependencies import CONFIG_KEY
from functions.runtime.settings import settings
from local.host.operations import ROOT, operations
from tests.support.servers.http_server import HttpServer

# From here on a delay counts as hanging: it lasts until the test lets go.
HANGS_FROM_SECONDS = 5


@dataclass(frozen=True)
class SentWebhook:
    """A webhook as it arrived."""

    headers: dict[str, str]
    body: bytes


@dataclass
class CardSimulator:
    """Serves simulate-cards, and takes its webhooks, from `start` to `stop`."""

    engine: Engine
    webhooks: list[SentWebhook] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    _arrived: threading.Condition = field(default_factory=threading.Condition)

    def start(self) -> "CardSimulator":
        network = self._application()

        def served(environ: Any, start_response: Any) -> Iterable[bytes]:
            operation, environ["PATH_INFO"] = environ["PATH_INFO"].strip("/"), "/"
            return (network if operation == "simulate-cards" else self._take_webhook)(environ, start_response)

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

    def charges(self) -> list[dict[str, Any]]:
        """Every charge there is."""
        with Session(self.engine) as session:
            return [
                {"state": c.state, "captured_minor": c.captured_minor, "refunded_minor": c.refunded_minor}
                for c in session.scalars(select(Charge).order_by(Charge.created_at))
            ]

    def calls(self, action: str) -> int:
        """How often the network was asked for it."""
        with Session(self.engine) as session:
            return session.scalar(select(func.sum(ProviderCall.calls)).where(ProviderCall.action == action)) or 0

    def await_webhooks(self, count: int) -> list[SentWebhook]:
        """The webhooks so far, once there are `count`."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.webhooks) >= count, timeout=10), self.webhooks
            return list(self.webhooks)

    def _application(self) -> Callable[..., Iterable[bytes]]:
        app = _app()
        app.config[CONFIG_KEY] = {"network_sessions": sessionmaker(self.engine), "sleep": self._sleep}
        served: Callable[..., Iterable[bytes]] = app
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
    """A card simulator which the shop's own settings lead to."""
    card_simulator = CardSimulator(engine).start()
    monkeypatch.setenv("FUNCTION_URL", card_simulator.function_url)
    settings.cache_clear()
    yield card_simulator
    card_simulator.stop()
    monkeypatch.undo()
    settings.cache_clear()


@functools.cache
def _app() -> Any:
    found = operations()["simulate-cards"]
    return functions_framework.create_app(found.target, str(ROOT / found.source), "http")  # type: ignore[no-untyped-call]
