"""Reads the operator's settings of the local run: those of the local cluster, except its addresses."""

import os

import yaml

from db import retention
from functions.orders.legal import texts as legal_texts
from functions.runtime.operator_settings import LEFT_TO_OPERATOR
from local.host.operations import ROOT

SETTINGS = ROOT / "argocd/kind/shop/shop.yaml"
# The local run listens elsewhere, has no proxies, keeps pictures in a folder, and has the card simulator unless its
# environment names Stripe.
_STRIPE = {"PAYMENT_PROVIDER", "STRIPE_PUBLISHABLE_KEY", "STRIPE_STORED_CARDS", "STRIPE_WALLETS"}
_OWN = {"SHOP_URL", "GATEWAY_TRUSTED_PROXIES", "PICTURE_STORE", "PICTURE_STORE_REGION", *_STRIPE}


def read() -> dict[str, str]:
    """The settings by their names in the file."""
    settings: dict[str, str] = yaml.safe_load(SETTINGS.read_text())["settings"]
    return settings


def demo_data() -> str:
    """DEMO_DATA of the environment, else the setting of the file."""
    return os.environ.get("DEMO_DATA") or read()["demo_data"]


def variables() -> dict[str, str]:
    """The environment variables of functions for these settings."""
    settings = read()
    left = LEFT_TO_OPERATOR | legal_texts.LEFT_TO_OPERATOR | retention.LEFT_TO_OPERATOR
    return {variable: settings[name] for variable, name in left.items() if variable not in _OWN}
