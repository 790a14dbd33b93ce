"""Refuses shoppers of whom many cards were declined, for a while."""

import math

from functions.payments.declines.queries import last_declines
from functions.payments.declines.rules import payable_again_at
from functions.payments.errors import TooManyDeclines
from functions.payments.queries import Payable
from functions.runtime.database.unit_of_work import UnitOfWork


def check_declines(shop: UnitOfWork, order: Payable) -> None:
    """Raises TooManyDeclines if the order's shopper may not try another card yet."""
    again_at = payable_again_at(last_declines(shop.session, order, shop.now))
    if again_at is not None and again_at > shop.now:
        raise TooManyDeclines(math.ceil((again_at - shop.now).total_seconds()))
