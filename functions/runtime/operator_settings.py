"""Refuses to start a process whose operator has not set what has no right default.

Operators write these settings in argocd/<environment>/shop/shop.yaml, and keys in sealed secrets.
"""

import sys
from collections.abc import Iterable, Mapping

from functions.runtime.settings import LEGAL, settings

# Variable → setting. The legal texts (functions/orders/legal/texts.py) and periods (db/retention.py) are left to the
# file, too: LEGAL_… and …_KEPT.
LEFT_TO_OPERATOR = {
    "SHOP_URL": "url",
    "MAIL_FROM": "mail_from",
    "SHOP_LANGUAGES": "languages",
    "GATEWAY_TRUSTED_PROXIES": "trusted_proxies",
    "SHOP_CURRENCY": "currency",
    "SHOP_NAME": "shop_name",
    "VIES_REQUESTER": "vies_requester",
    "BREACHED_PASSWORDS_URL": "breached_passwords_url",
    "PICTURE_STORE": "picture_store",
    "PICTURE_STORE_REGION": "picture_store_region",
    "PAYMENT_PROVIDER": "payment_provider",
    "STRIPE_PUBLISHABLE_KEY": "stripe_publishable_key",
    "STRIPE_STORED_CARDS": "stripe_stored_cards",
    "STRIPE_WALLETS": "stripe_wallets",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "traces_to",
    "SELLER_NAME": "seller_name",
    "SELLER_STREET": "seller_street",
    "SELLER_POSTAL_CODE": "seller_postal_code",
    "SELLER_CITY": "seller_city",
    "SELLER_COUNTRY": "seller_country",
    "SELLER_VAT_NUMBER": "seller_vat_number",
    "SELLER_REGISTRATION": "seller_registration",
}
KEPT = "_KEPT"


def is_unset(value: str) -> bool:
    """Whether the value is still the placeholder in Git: `unset`, perhaps with a scheme or a port."""
    return value == "" or "unset" in value.removeprefix("https://").split(":")


def refuse_unset(environ: Mapping[str, str]) -> None:
    """Ends the process if a setting in its manifest is unset, and names the line to write."""
    left = [name for name in environ if name in LEFT_TO_OPERATOR or name.startswith(LEGAL) or name.endswith(KEPT)]
    missing = [LEFT_TO_OPERATOR.get(name, name.lower()) for name in left if is_unset(environ[name])]
    if missing:
        wanted = " and ".join(f"`{setting}`" for setting in missing)
        sys.exit(f"Set {wanted} in argocd/<environment>/shop/shop.yaml; `make production-check` says what it may be.")


def refuse_missing_keys(dependencies: Iterable[str]) -> None:
    """Ends the process if keys that it depends on, named by their settings, are not set, and says how to make them."""
    if missing := [name.upper() for name in dependencies if getattr(settings(), name, None) == ()]:
        sys.exit(f"{' and '.join(missing)} must have a key: run `make secrets`, and deploy what it has sealed.")
