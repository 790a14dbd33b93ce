from email import message_from_bytes

import pytest
from sqlalchemy import select

from db.models.notifications import DueMail, SentMail
from functions.notifications.mail.mailer import Mailer
from functions.notifications.rules import wait_after_unknown_outcome
from functions.runtime.settings import settings
from tests.support.operations.mails import confirmed, send, written_and_sent
from tests.support.operations.shop import Shop
from tests.support.servers.bad_peers import Behaviour, bad_peer, dripping, frozen, silent_mail_server, tarpit
from tests.support.servers.mail_server import MailServer, Serve

HANGS = {
    "tarpit": ("smtp", tarpit),
    "frozen": ("smtp", frozen),
    "dripping greeting": ("smtp", dripping(b"220 ", b"x")),
    "endless greeting": ("smtp", dripping(b"220-hello\r\n", b"220-hello\r\n")),
    "tarpit with TLS": ("smtps", tarpit),
    "dripping TLS record": ("smtps", dripping(b"\x16\x03\x03\x40\x00", b"\0")),
}


def due(shop: Shop) -> DueMail:
    return shop.session.scalars(select(DueMail)).one()


class TestMailServerThatFails:
    @pytest.mark.parametrize("answers", [{"RCPT": "451 greylisted"}, {"DATA": "452 disk full"}])
    def test_what_may_pass_is_sent_later(self, shop: Shop, serve: Serve, answers: dict[str, str]) -> None:
        server = serve(**answers)
        assert written_and_sent(shop, "send-order-confirmation", confirmed()).status_code == 503
        assert shop.session.scalars(select(SentMail)).all() == []
        server.answers = {}
        assert send(shop, due(shop)).status_code == 204
        assert len(server.mails) == 1

    @pytest.mark.parametrize("answers", [{"RCPT": "550 no such mailbox"}, {"DATA": "554 not wanted"}])
    def test_what_never_will_is_a_dead_letter_with_its_cause(
        self, shop: Shop, serve: Serve, answers: dict[str, str]
    ) -> None:
        serve(**answers)
        refused = written_and_sent(shop, "send-order-confirmation", confirmed())
        assert (refused.status_code, refused.json["type"]) == (422, "urn:cloudshop:problem:mail-refused")
        assert refused.json["code"] in {"550", "554"}
        assert shop.session.scalars(select(SentMail)).all() == []

    @pytest.mark.parametrize(
        ("url", "cause"),
        [
            ("", None),
            ("http://127.0.0.1", None),
            ("smtp://127.0.0.1:9", "ConnectionRefusedError 111"),
            ("smtps://127.0.0.1:9", "ConnectionRefusedError 111"),
        ],
    )
    def test_a_server_that_is_not_there_is_tried_again(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch, url: str, cause: str | None
    ) -> None:
        monkeypatch.setenv("SMTP_URL", url)
        settings.cache_clear()
        answered = written_and_sent(shop, "send-order-confirmation", confirmed())
        settings.cache_clear()
        assert answered.status_code == 503
        assert answered.json.get("cause") == cause


class TestMailServerThatHangs:
    @pytest.mark.parametrize(("scheme", "behave"), HANGS.values(), ids=HANGS.keys())
    def test_is_given_up_at_one_deadline_and_tried_again(self, shop: Shop, scheme: str, behave: Behaviour) -> None:
        with bad_peer(behave) as port:
            shop.parts["mailer"] = Mailer(f"{scheme}://127.0.0.1:{port}", "shop@example.org", "", 0.5)
            refused = written_and_sent(shop, "send-order-confirmation", confirmed())
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
        assert "TimeoutError" in refused.json["cause"]
        assert (due(shop).attempts, due(shop).claimed_until) == (1, None)

    def test_a_mail_that_may_have_arrived_is_sent_again_but_not_soon(self, shop: Shop, mail_server: MailServer) -> None:
        received: list[bytes] = []
        with bad_peer(silent_mail_server(received)) as port:
            shop.parts["mailer"] = Mailer(f"smtp://127.0.0.1:{port}", "shop@example.org", "", 3)
            refused = written_and_sent(shop, "send-order-confirmation", confirmed())
            assert refused.json["type"] == "urn:cloudshop:problem:mail-outcome-unknown"
            for _ in range(3):
                assert send(shop, due(shop)).status_code == 409
        assert len(received) == 1
        again = Shop(shop.session, {**shop.parts, "mailer": Mailer(mail_server.url, "shop@example.org", "")})
        again.now = shop.now + wait_after_unknown_outcome(1)
        assert send(again, due(shop)).status_code == 204
        assert message_from_bytes(received[0])["message-id"] == mail_server.mails[0]["message-id"]
