"""Errors of payments."""

from functions.runtime.errors import BadRequest, Conflict, Forbidden, InvalidRequest, NotFound, ShopError


class OrderUnknown(NotFound):
    """The order does not exist."""

    slug, title = "order-unknown", "There is no such order"


class PaymentUnknown(NotFound):
    """The order has no payment yet."""

    slug, title = "payment-unknown", "There is no payment yet"


class PaymentNotInState(Conflict):
    """The payment's present `state` does not allow this."""

    slug, title = "payment-not-in-state", "The payment's state does not allow this"


class PaymentNotDue(Conflict):
    """The shopper cannot pay for the order now; `order_state` is its state."""

    slug, title = "payment-not-due", "There is nothing to pay now"


class TooManyDeclines(ShopError):
    """Many of the shopper's cards were declined in the last hour."""

    status, slug, title = 429, "too-many-declines", "Many cards were declined"

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"Ask your bank about the card, or wait {retry_after_seconds} seconds, then try another one.")
        self.retry_after_seconds = retry_after_seconds


class RefundTooLarge(Conflict):
    """The amount is more than `refundable_minor`."""

    slug, title = "refund-too-large", "So much cannot be refunded"


class RefundUnknown(NotFound):
    """The order has no refund with this id."""

    slug, title = "refund-unknown", "There is no such refund"


class RefundNotOpen(Conflict):
    """There is nothing to decide about the refund: `state` is neither `refused` nor `failed`, or staff closed it."""

    slug, title = "refund-not-open", "There is nothing to decide about this refund"


class RefundOwed(Conflict):
    """The refund's money came back, so the shop owes it to the shopper: it cannot be closed."""

    slug, title = "refund-owed", "This refund is still owed"


class OwnOrder(Forbidden):
    """The caller ordered this themselves, and staff cannot refund their own orders."""

    slug, title = "own-order", "This is your own order"

    def __init__(self) -> None:
        super().__init__("Ask another member of the staff to refund it.")


class RefundAboveLimit(Forbidden):
    """The caller's role may refund at most `limit_minor` of an order, earlier refunds of all staff included."""

    slug, title = "refund-above-limit", "Your role may not refund so much"


class ProviderRefused(InvalidRequest):
    """The payment provider refuses for good; `code` is the provider's."""

    slug, title = "provider-refused", "The payment provider refuses"


class WebhookRefused(BadRequest):
    """The webhook is not signed by the payment provider, or is too old."""

    slug, title = "webhook-refused", "This webhook is not taken"


class CardDeclined(ShopError):
    """The card simulator declined the card; `code` is the reason."""

    status, slug, title = 402, "card-declined", "The card is declined"


class SimulatedPaymentUnknown(NotFound):
    """The card simulator has no payment with this id and secret."""

    slug, title = "simulated-payment-unknown", "The card simulator has no such payment"


class CardSimulatorFailed(ShopError):
    """The card simulator failed; the same request may be sent again."""

    slug, title = "card-simulator-failed", "The card simulator failed"
