"""Errors of outgoing webhooks."""

from functions.runtime.errors import Conflict, NotFound


class WebhookUnknown(NotFound):
    slug, title = "webhook-unknown", "There is no such webhook"


class WebhookDeliveryUnknown(NotFound):
    """The delivery does not exist, was purged, or belongs to a webhook that has ended."""

    slug, title = "webhook-delivery-unknown", "There is no such delivery"


class TooManyWebhooks(Conflict):
    slug, title = "webhooks-too-many", "The shop has as many webhooks as it can have"

    def __init__(self) -> None:
        super().__init__("End one that is no longer used.")
