"""Makes the events that cause mails, and reads the text of a mail."""

from email.message import EmailMessage
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from db.models.notifications import DueMail
from eventing.events import Event
from eventing.events.mails import MailDue
from eventing.events.orders import OrderConfirmed, OrderRefunded, OrderRejected, OrderShipped
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer

NUMBER, EMAIL = "CS-0000-0000", "ada@example.org"


def confirmed(order_id: UUID | None = None, email: str = EMAIL, number: str = NUMBER) -> OrderConfirmed:
    return OrderConfirmed(order_id=order_id or uuid4(), number=number, email=email, total_minor=29_90, currency="EUR")


def shipped(**other: Any) -> OrderShipped:
    return OrderShipped(
        **{"order_id": uuid4(), "number": NUMBER, "email": EMAIL, "carrier": "DHL", "tracking_code": "JD01", **other}
    )


def refunded(order_id: UUID, refund: str) -> OrderRefunded:
    return OrderRefunded(
        order_id=order_id, number=NUMBER, email=EMAIL, amount_minor=5_00, currency="EUR", refund=refund
    )


def rejected(sku: str = "MUG-1", **other: Any) -> OrderRejected:
    about = {"order_id": uuid4(), "number": NUMBER, "email": EMAIL, "reason_code": "out_of_stock"}
    return OrderRejected(**{**about, "sku": sku, **other})


def text(server: MailServer, which: str = "plain") -> str:
    """The text of the only mail."""
    (mail,) = server.mails
    return _text_of(mail, which)


def newest_text(server: MailServer) -> str:
    return _text_of(server.mails[-1], "plain")


def _text_of(mail: EmailMessage, which: str) -> str:
    body = mail.get_body((which,))
    assert body is not None
    return str(body.get_content())


def written_and_sent(shop: Shop, operation: str, event: Event, *, event_id: str | None = None) -> Any:
    """Delivers the event, then has every mail sent that is due; the answer of the last delivery."""
    answered = shop.deliver(operation, event, event_id=event_id)
    for due in shop.session.scalars(select(DueMail)).all():
        answered = send(shop, due)
    return answered


def sent_for(shop: Shop, operation: str, announced: type[Event]) -> Any:
    """Delivers the newest event of this kind, then has every mail sent that is due; the answer of the last delivery."""
    answered = shop.deliver_announced(operation, announced)
    for due in shop.session.scalars(select(DueMail)).all():
        answered = send(shop, due)
    return answered


def send(shop: Shop, due: DueMail) -> Any:
    return shop.deliver("send-mail", MailDue(mail_id=due.id, order_id=uuid4(), number=NUMBER))
