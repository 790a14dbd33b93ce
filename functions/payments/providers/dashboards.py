"""Links to a payment in the provider's dashboard, where staff answer its disputes."""

from functions.runtime.settings import settings

_STRIPE = "https://dashboard.stripe.com"


def payment_page(provider: str, reference: str | None) -> str | None:
    """The address of the provider's page about the payment; None if it has none, like the card simulator."""
    if provider != "stripe" or reference is None:
        return None
    key = dict(settings().stripe).get("STRIPE_PUBLISHABLE_KEY", "")
    return f"{_STRIPE}/test/payments/{reference}" if key.startswith("pk_test_") else f"{_STRIPE}/payments/{reference}"
