"""Checks the operator's settings of payments: each function returns the value, or raises a ValueError."""

import re

from babel import Locale
from babel.numbers import get_territory_currencies

from functions.payments.providers.stripe_element import STORED_CARDS, WALLETS
from functions.runtime.currencies import minor_digits

# Stripe counts their minor units otherwise than ISO 4217: https://docs.stripe.com/currencies
_COUNTED_OTHERWISE = ("ISK", "MGA", "UGX")


def payment_provider(text: str) -> str:
    if text != "stripe":
        raise ValueError("is not a provider that takes payments: stripe")
    return text


def currency(text: str) -> str:
    """The code of a currency that is in use, such as EUR, and that can be charged."""
    used = {code for territory in Locale("en").territories for code in get_territory_currencies(str(territory))}
    if text not in used:
        raise ValueError("is not the code of a currency that is in use (ISO 4217), such as EUR")
    if text in _COUNTED_OTHERWISE or minor_digits(text) == 3:
        raise ValueError("cannot be charged: Stripe counts its minor units otherwise than the shop")
    return text


def publishable_key(text: str) -> str:
    """Stripe's publishable key, such as pk_live_51H…; browsers read it, so a secret key is refused."""
    if text.startswith(("sk_", "rk_")):
        raise ValueError("is a secret key: replace it at Stripe, since Git has it now, and write the publishable one")
    if not re.fullmatch(r"pk_(live|test)_[A-Za-z0-9]{8,}", text):
        raise ValueError("is not a publishable key of Stripe's, such as pk_live_51H…")
    return text


def stored_cards(text: str) -> str:
    return _one_of(STORED_CARDS, text)


def wallets(text: str) -> str:
    return _one_of((*WALLETS,), text)


def _one_of(known: tuple[str, ...], text: str) -> str:
    if text not in known:
        raise ValueError(f"must be one of {', '.join(known)}")
    return text
