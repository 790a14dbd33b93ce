"""Mails are tested against a real SMTP server, which the shop's own settings lead to."""

from collections.abc import Iterator

import pytest

from functions.runtime.settings import settings
from tests.support.servers.mail_server import MailServer, Serve


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Starts a mail server that answers as given, and has the shop use it."""
    started: list[MailServer] = []

    def start(*, user: str = "", **arguments: object) -> MailServer:
        server = MailServer(**arguments).start()  # type: ignore[arg-type]
        started.append(server)
        monkeypatch.setenv("SMTP_URL", server.url.replace("//", f"//{user}"))
        monkeypatch.setenv("SHOP_URL", "https://shop.example")
        monkeypatch.setenv("MAIL_FROM", "CloudShop <shop@cloudshop.example>")
        settings.cache_clear()
        return server

    yield start
    for server in started:
        server.stop()
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def mail_server(serve: Serve) -> MailServer:
    """One that takes everything."""
    return serve()
