"""Reads the settings of Stripe's Payment Element: stored cards and wallets."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from functions.payments.providers.port import Wallet

# Stripe wants it loaded from there; its release is that of API_VERSION (stripe.py).
SCRIPT_URL = "https://js.stripe.com/endive/stripe.js"
# What STRIPE_STORED_CARDS and STRIPE_WALLETS may be: Stripe's form shows these wallets, and no others.
STORED_CARDS = ("none", "offered")
WALLETS: Mapping[str, tuple[Wallet, ...]] = MappingProxyType(
    {
        "none": (),
        "apple-google": ("apple_pay", "google_pay"),
        "apple-google-link": ("apple_pay", "google_pay", "link"),
    }
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The settings of the Payment Element: Stripe's script, the publishable key, and its optional offers."""

    script_url: str
    publishable_key: str
    wallets: tuple[Wallet, ...] = ()
    stores_cards: bool = False


def shown_by(settings: Mapping[str, str]) -> Shown:
    """The settings from Stripe's configuration; by default, there are neither wallets nor stored cards."""
    return Shown(
        settings.get("STRIPE_SCRIPT_URL", SCRIPT_URL),
        settings.get("STRIPE_PUBLISHABLE_KEY", ""),
        WALLETS[settings.get("STRIPE_WALLETS", "none")],
        settings.get("STRIPE_STORED_CARDS") == "offered",
    )
