"""Errors of returns."""

from functions.runtime.errors import Conflict


class LostValueTooLarge(Conflict):
    """The lost value of `sku` exceeds `paid_minor`, the amount paid for the arrived items."""

    slug, title = "lost-value-too-large", "More value was lost than was paid"
