"""The mails about accounts: written and sent by the event that asks for them."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql

from db.models.notifications import DueMail, SentMail
from eventing.events.accounts import AccountMailRequested
from functions.runtime.security.link_tokens import link_of
from tests.support.operations.account_mails import link_in
from tests.support.operations.mails import EMAIL, text
from tests.support.operations.shop import LINK_KEY, Shop
from tests.support.servers.mail_server import MailServer, Serve


def reset_mail(mail_id: UUID, recipient: str | None = EMAIL) -> AccountMailRequested:
    return AccountMailRequested(mail_id=mail_id, kind="reset-password", recipient=recipient)


class TestAMailAboutAnAccount:
    def test_has_the_token_of_its_link_after_a_number_sign(self, shop: Shop, mail_server: MailServer) -> None:
        mail_id = uuid4()
        assert shop.deliver("send-mail", reset_mail(mail_id)).status_code == 204
        path, token = link_in(text(mail_server))
        assert (path, link_of([LINK_KEY], token)) == ("/reset-password", mail_id)
        assert f"/reset-password#{token}" in text(mail_server, "html")

    def test_is_sent_once(self, shop: Shop, mail_server: MailServer) -> None:
        event = reset_mail(uuid4())
        for _ in range(2):
            assert shop.deliver("send-mail", event).status_code == 204
        assert len(mail_server.mails) == 1
        assert shop.session.scalars(select(DueMail)).all() == []
        assert shop.session.scalars(select(SentMail.kind)).all() == ["reset-password"]

    def test_without_a_recipient_is_none(self, shop: Shop, mail_server: MailServer) -> None:
        assert shop.deliver("send-mail", reset_mail(uuid4(), None)).status_code == 204
        assert mail_server.mails == []

    def test_that_waits_has_no_token_anywhere(
        self, shop: Shop, serve: Serve, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Neither has the answer, which becomes the cause of a dead letter."""
        serve(RCPT="450 later")
        answered = shop.deliver("send-mail", reset_mail(uuid4()))
        assert answered.status_code == 503
        stored = str(shop.session.execute(sql("SELECT row_to_json(d) FROM notifications.due_mails d")).all())
        assert "reset-password" in stored
        assert "#" not in stored + answered.text + capsys.readouterr().out

    def test_is_in_the_language_of_the_account(self, shop: Shop, mail_server: MailServer) -> None:
        event = AccountMailRequested(mail_id=uuid4(), kind="reset-password", recipient=EMAIL, language="fr")
        assert shop.deliver("send-mail", event).status_code == 204
        (mail,) = mail_server.mails
        assert (mail["x-shop-mail"], mail["content-language"]) == ("reset-password", "fr")
        assert mail["subject"] == "Choisissez un nouveau mot de passe"
        assert link_in(text(mail_server))[0] == "/reset-password"

    def test_about_a_changed_password_leads_to_a_new_link(self, shop: Shop, mail_server: MailServer) -> None:
        event = AccountMailRequested(mail_id=uuid4(), kind="password-changed", recipient=EMAIL)
        assert shop.deliver("send-mail", event).status_code == 204
        assert link_in(text(mail_server)) == ("/forgot-password", "")
