from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from db.models.notifications import DueMail, SentMail
from eventing.times import MAIL_CLAIM
from functions.notifications.mail.mailer import Mailer
from tests.support.operations.mails import confirmed, send, written_and_sent
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer


def written(shop: Shop) -> DueMail:
    """A mail that is due."""
    assert shop.deliver("send-order-confirmation", confirmed()).status_code == 204
    return shop.session.scalars(select(DueMail)).one()


class TestSendMail:
    def test_a_sent_mail_is_recorded_and_no_longer_due(self, shop: Shop, mail_server: MailServer) -> None:
        assert send(shop, written(shop)).status_code == 204
        assert len(mail_server.mails) == 1
        assert shop.session.scalars(select(DueMail)).all() == []
        assert shop.session.scalars(select(SentMail.kind)).all() == ["order-confirmation"]

    def test_a_second_delivery_sends_nothing(self, shop: Shop, mail_server: MailServer) -> None:
        due = written(shop)
        shop.session.expunge(due)
        for _ in range(2):
            assert send(shop, due).status_code == 204
        assert len(mail_server.mails) == 1

    def test_an_attempt_is_recorded_before_it_and_keeps_others_away(self, shop: Shop, mail_server: MailServer) -> None:
        due = written(shop)
        seen = []

        class Watching(Mailer):
            def send(self, mail: DueMail) -> None:
                seen.append((mail.attempts, send(shop, mail).status_code))
                super().send(mail)

        shop.parts["mailer"] = Watching(mail_server.url, "shop@example.org", "")
        assert send(shop, due).status_code == 204
        assert seen == [(1, 409)]
        assert len(mail_server.mails) == 1

    def test_a_mail_whose_sender_died_is_sent_again_as_the_same(self, shop: Shop, mail_server: MailServer) -> None:
        due = written(shop)

        class Killed(BaseException):
            pass

        deaths = [Killed()]

        class Dying(Mailer):
            def send(self, mail: DueMail) -> None:
                super().send(mail)
                if deaths:
                    raise deaths.pop()

        shop.parts["mailer"] = Dying(mail_server.url, "shop@example.org", "")
        with pytest.raises(Killed):
            send(shop, due)
        assert send(shop, due).status_code == 409
        shop.now += MAIL_CLAIM + timedelta(seconds=1)
        assert send(shop, due).status_code == 204
        first, again = mail_server.mails
        assert first["message-id"] == again["message-id"]


def test_no_transaction_is_open_while_the_mail_server_is_asked(
    concurrent_shop: Shop, engine: Engine, mail_server: MailServer
) -> None:
    open_transactions: list[int] = []
    counted = text("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'")

    class Watching(Mailer):
        def send(self, mail: DueMail) -> None:
            concurrent_shop.session.rollback()
            with Session(engine) as session:
                open_transactions.append(session.scalar(counted) or 0)
            super().send(mail)

    concurrent_shop.parts["mailer"] = Watching(mail_server.url, "shop@example.org", "")
    assert written_and_sent(concurrent_shop, "send-order-confirmation", confirmed(uuid4())).status_code == 204
    assert open_transactions == [0]
