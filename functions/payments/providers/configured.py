"""Creates the payment provider that the settings choose, on first use."""

import functools

from functions.payments.providers.port import Provider
from functions.payments.providers.webhooks import WebhookScheme
from functions.runtime.settings import Settings, settings


def payment_provider() -> Provider:
    """The provider: `simulator` or `stripe`."""
    return _provider(settings())


def webhook_scheme() -> WebhookScheme:
    """The signature scheme of that provider's webhooks."""
    from functions.payments.providers.webhooks import StandardWebhooks, StripeSignature

    keys = settings().webhook_keys
    return StripeSignature(keys) if settings().payment_provider == "stripe" else StandardWebhooks(keys)


@functools.lru_cache(maxsize=1)
def _provider(configured: Settings) -> Provider:
    match configured.payment_provider:
        case "simulator":
            from functions.payments.providers.card_simulator import CardSimulatorProvider

            url = configured.function_url.format(operation="simulate-cards")
            return CardSimulatorProvider(url, configured.simulator_keys)
        case "stripe":
            from functions.payments.providers.stripe import Stripe
            from functions.payments.providers.stripe_element import shown_by
            from functions.payments.providers.stripe_intents import URL

            known = dict(configured.stripe)
            return Stripe(known.get("STRIPE_URL", URL), known.get("STRIPE_SECRET_KEY", ""), shown_by(known))
        case other:
            raise ValueError(f"PAYMENT_PROVIDER is {other}; it may be simulator or stripe")
