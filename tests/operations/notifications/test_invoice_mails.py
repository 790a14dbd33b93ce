"""An invoice, and a credit note, is mailed as a PDF that another function draws."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from werkzeug import Request, Response
from werkzeug.serving import make_server

from db.models.notifications import DueMail, SentMail
from eventing.events.invoices import InvoiceIssued
from functions.runtime.security.link_tokens import link_of
from functions.runtime.settings import settings
from tests.support.operations.mails import EMAIL, NUMBER, text
from tests.support.operations.shop import LINK_KEY, Shop
from tests.support.servers.mail_server import MailServer

PDF = b"%PDF-1.7 drawn"


def issued(**other: Any) -> InvoiceIssued:
    about = {"order_id": uuid4(), "number": NUMBER, "recipient": EMAIL, "language": "en"}
    document = {"invoice_id": uuid4(), "kind": "invoice", "document": "INV-2026-000007"}
    return InvoiceIssued(**{**about, **document, **other})


def mailed(shop: Shop, event: InvoiceIssued) -> int:
    return int(shop.deliver("send-mail", event).status_code)


class Renderer:
    """Stands for render-invoice: what it was asked, and whether it works."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.works = True

    def __call__(self, environ: Any, start_response: Callable[..., Any]) -> Any:
        request = Request(environ)
        self.asked.append((request.path, request.get_json()))
        answer = Response(PDF, mimetype="application/pdf") if self.works else Response(status=503)
        return answer(environ, start_response)


@contextmanager
def serving(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from threading import Thread

    server = make_server("127.0.0.1", 0, renderer)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    monkeypatch.setenv("FUNCTION_URL", f"http://127.0.0.1:{server.port}/{{operation}}")
    settings.cache_clear()
    yield
    server.shutdown()
    thread.join(10)
    server.server_close()


@pytest.fixture
def renderer(mail_server: MailServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Renderer]:
    found = Renderer()
    with serving(found, monkeypatch):
        yield found


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"kind": "invoice", "document": "INV-2026-000007"}, "Attached is the invoice INV-2026-000007"),
        (
            {"kind": "credit_note", "document": "CN-2026-000003", "language": "fr"},
            "ci-joint l’avoir CN-2026-000003",
        ),
    ],
)
def test_a_mail_brings_the_document_that_was_issued(
    shop: Shop, mail_server: MailServer, renderer: Renderer, about: dict[str, Any], said: str
) -> None:
    event, document = issued(**about), about["document"]
    assert mailed(shop, event) == 204
    (mail,) = mail_server.mails
    assert said in text(mail_server)
    assert document in mail["subject"]
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (f"{document}.pdf", "application/pdf")
    assert attached.get_content() == PDF


def test_the_function_that_draws_is_shown_a_token_of_the_document(
    shop: Shop, mail_server: MailServer, renderer: Renderer
) -> None:
    event = issued()
    mailed(shop, event)
    ((path, asked),) = renderer.asked
    assert (path, asked["number"]) == ("/render-invoice", "INV-2026-000007")
    assert link_of([LINK_KEY], asked["token"]) == UUID(str(event.invoice_id))


def test_a_document_of_an_order_whose_address_is_erased_is_mailed_to_nobody(
    shop: Shop, mail_server: MailServer, renderer: Renderer
) -> None:
    assert mailed(shop, issued(recipient="")) == 204
    assert (mail_server.mails, renderer.asked) == ([], [])


def test_a_mail_whose_document_is_not_drawn_waits_until_it_is(
    shop: Shop, mail_server: MailServer, renderer: Renderer
) -> None:
    event, renderer.works = issued(), False
    assert mailed(shop, event) == 503
    assert (len(mail_server.mails), len(shop.session.scalars(select(DueMail)).all())) == (0, 1)
    renderer.works = True
    assert mailed(shop, event) == 204
    assert len(mail_server.mails) == 1
    assert shop.session.scalars(select(SentMail.kind)).all() == ["invoice-notice"]


def test_a_function_that_does_not_answer_is_asked_again_later(
    shop: Shop, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FUNCTION_URL", "http://127.0.0.1:9/{operation}")
    settings.cache_clear()
    assert mailed(shop, issued()) == 503
    assert mail_server.mails == []


def test_a_document_is_mailed_once_however_often_its_event_comes(
    shop: Shop, mail_server: MailServer, renderer: Renderer
) -> None:
    event = issued()
    assert [mailed(shop, event) for _ in range(2)] == [204, 204]
    assert len(mail_server.mails) == 1
