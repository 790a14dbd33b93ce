"""Errors of returns."""

from functions.runtime.errors import Conflict


class LostValueTooLarge(Conflict):
    """Of `sku`, more value was lost than the `paid_minor` that were paid for what arrived."""

    slug, title = "lost-value-too-large", "More value was lost than was paid"
