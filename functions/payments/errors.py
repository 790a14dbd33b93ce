"""What can go wrong with money."""

from functions.runtime.errors import BadRequest, Conflict, InvalidRequest, NotFound, ShopError


class OrderUnknown(NotFound):
    """There is no such order."""

    slug, title = "order-unknown", "There is no such order"


class PaymentNotInState(Conflict):
    """The payment's present state does not allow this; the member `state` tells it."""

    slug, title = "payment-not-in-state", "The payment's state does not allow this"


class RefundTooLarge(Conflict):
    """More than can be given back; the member `refundable_minor` tells how much can."""

    slug, title = "refund-too-large", "So much cannot be given back"


class ProviderRefused(InvalidRequest):
    """The payment provider will not do it, however often it is asked; the member `code` is the provider's."""

    slug, title = "provider-refused", "The payment provider refuses"


class WebhookRefused(BadRequest):
    """It cannot be shown that the payment provider sent this, and sent it now."""

    slug, title = "webhook-refused", "This webhook is not taken"


class CardDeclined(ShopError):
    """The card simulator's no; the member `code` tells why."""

    status, slug, title = 402, "card-declined", "The card is declined"


class CardSimulatorFailed(ShopError):
    """The card simulator failed, as networks do."""

    slug, title = "card-simulator-failed", "The card simulator failed"
