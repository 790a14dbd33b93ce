from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.notifications import SentMail
from eventing.events import Event
from functions.runtime.settings import settings
from tests.support.operations.mails import confirmed, refunded, rejected, shipped
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import Serve

LETTERS: dict[str, Event] = {
    "send-order-confirmation": confirmed(),
    "send-shipping-notice": shipped(),
    "send-refund-notice": refunded(uuid4(), "a"),
    "send-rejection-notice": rejected(),
}


class TestMailServerThatFails:
    @pytest.mark.parametrize("operation", LETTERS)
    @pytest.mark.parametrize("answers", [{"RCPT": "451 greylisted"}, {"DATA": "452 disk full"}])
    def test_what_may_pass_is_sent_later(
        self, shop: Shop, serve: Serve, operation: str, answers: dict[str, str]
    ) -> None:
        server = serve(**answers)
        assert shop.deliver(operation, LETTERS[operation]).status_code == 503
        assert shop.session.scalars(select(SentMail)).all() == []
        server.answers = {}
        assert shop.deliver(operation, LETTERS[operation]).status_code == 204
        assert len(server.mails) == 1

    @pytest.mark.parametrize("answers", [{"RCPT": "550 no such mailbox"}, {"DATA": "554 not wanted"}])
    def test_what_never_will_is_a_dead_letter_with_its_cause(
        self, shop: Shop, serve: Serve, answers: dict[str, str]
    ) -> None:
        serve(**answers)
        refused = shop.deliver("send-order-confirmation", confirmed())
        assert (refused.status_code, refused.json["type"]) == (422, "urn:cloudshop:problem:mail-refused")
        assert refused.json["code"] in {"550", "554"}
        assert shop.session.scalars(select(SentMail)).all() == []

    @pytest.mark.parametrize("url", ["", "smtp://127.0.0.1:9", "smtps://127.0.0.1:9", "http://127.0.0.1"])
    def test_a_server_that_is_not_there_is_tried_again(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch, url: str
    ) -> None:
        monkeypatch.setenv("SMTP_URL", url)
        settings.cache_clear()
        answered = shop.deliver("send-order-confirmation", confirmed())
        settings.cache_clear()
        assert answered.status_code == 503
