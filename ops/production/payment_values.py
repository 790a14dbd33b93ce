"""What the operator's settings of payments may be: each returns the value, or raises ValueError with what is wrong."""

import re


def payment_provider(text: str) -> str:
    if text != "stripe":
        raise ValueError("is not a provider that takes payments: stripe")
    return text


def publishable_key(text: str) -> str:
    """The key that browsers have at Stripe, such as pk_live_51H…; a secret one would be shown to everybody."""
    if text.startswith(("sk_", "rk_")):
        raise ValueError("is a secret key: replace it at Stripe, since Git has it now, and write the publishable one")
    if not re.fullmatch(r"pk_(live|test)_[A-Za-z0-9]{8,}", text):
        raise ValueError("is not a publishable key of Stripe's, such as pk_live_51H…")
    return text
