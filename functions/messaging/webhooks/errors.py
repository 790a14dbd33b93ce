"""Errors of outgoing webhooks."""

from functions.runtime.errors import Conflict, NotFound


class WebhookUnknown(NotFound):
    slug, title = "webhook-unknown", "There is no such webhook"


class WebhookDeliveryUnknown(NotFound):
    """There was no such delivery, or it was purged, or its webhook has ended."""

    slug, title = "webhook-delivery-unknown", "There is no such delivery"


class TooManyWebhooks(Conflict):
    slug, title = "webhooks-too-many", "The shop has as many webhooks as it can have"

    def __init__(self) -> None:
        super().__init__("End one that is no longer used.")
