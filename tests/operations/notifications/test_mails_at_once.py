"""One mail, delivered to two senders at the same moment."""

from sqlalchemy import Engine, select

from db.models.notifications import DueMail
from tests.support.operations.at_once import at_once
from tests.support.operations.mails import confirmed, send
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer


def test_two_deliveries_at_once_send_a_mail_once(
    concurrent_shop: Shop, engine: Engine, mail_server: MailServer
) -> None:
    concurrent_shop.deliver("send-order-confirmation", confirmed())
    due = concurrent_shop.session.scalars(select(DueMail)).one()
    # The function is loaded before threads call it.
    concurrent_shop.deliver_raw("send-mail", "no.event", {})
    at_once(engine, select(DueMail), *[lambda: send(concurrent_shop, due)] * 2)
    assert len(mail_server.mails) == 1
