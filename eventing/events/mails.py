"""Events of mails."""

from uuid import UUID

from eventing.events import Event


class MailDue(Event):
    """A mail about an order is written and stored, and waits to be sent."""

    TYPE = "shop.mail.due.v1"
    mail_id: UUID
    order_id: UUID
    number: str

    @property
    def subject(self) -> str:
        return str(self.order_id)
