"""Events of payments."""

from uuid import UUID

from eventing.codes import DeclineCode
from eventing.events import Event, Explained


class PaymentEvent(Event):
    order_id: UUID
    amount_minor: int
    currency: str

    @property
    def subject(self) -> str:
        return str(self.order_id)


class PaymentAuthorized(PaymentEvent):
    TYPE = "shop.payment.authorized.v1"


class PaymentDeclined(Explained, PaymentEvent):
    TYPE = "shop.payment.declined.v1"
    reason_code: DeclineCode = "card_declined"


class PaymentAttempted(Event):
    """The provider reports that a shopper has tried to pay; the shop has to ask it for the outcome."""

    TYPE = "shop.payment.attempted.v1"
    order_id: UUID

    @property
    def subject(self) -> str:
        return str(self.order_id)


class PaymentChangesReported(Event):
    """The provider reports fees, a dispute or a failed refund; the shop has to ask it for the changes."""

    TYPE = "shop.payment.changes-reported.v1"
    order_id: UUID

    @property
    def subject(self) -> str:
        return str(self.order_id)


class PaymentCaptured(PaymentEvent):
    TYPE = "shop.payment.captured.v1"


class PaymentVoided(PaymentEvent):
    """An authorisation was voided; nothing was charged."""

    TYPE = "shop.payment.voided.v1"


class RefundRequested(PaymentEvent):
    TYPE = "shop.refund.requested.v1"
    refund_id: UUID


class PaymentRefunded(PaymentEvent):
    TYPE = "shop.payment.refunded.v1"
    refund_id: UUID
    # The release before demands it. What staff typed stays with the refund.
    reason: str = ""
    # How much of what was captured is not refunded; the release before does not say it.
    left_minor: int | None = None
