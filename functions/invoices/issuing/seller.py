"""Reads the seller from the operator's settings (argocd/<environment>/shop/shop.yaml)."""

from functions.runtime.settings import SELLER, settings


def seller() -> dict[str, str]:
    """The seller's name, street, postal_code, city, country, vat_number and registration."""
    return {name.removeprefix(SELLER).lower(): value for name, value in settings().seller}
