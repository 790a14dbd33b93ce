"""Reads the operator's setting `demo_data` of argocd/<environment>/shop/shop.yaml."""

from functions.runtime.currencies import minor_digits

SAMPLE, NONE = "sample", "none"
# Of the prices in demo/catalog/catalog.csv.
DIGITS = 2


def is_wanted(demo_data: str, currency: str) -> bool:
    """Whether the demo's products, vouchers and accounts are wanted; ends the process if they cannot be had."""
    if demo_data not in (SAMPLE, NONE):
        raise SystemExit(f"`demo_data: {demo_data}` must be {SAMPLE} or {NONE} in argocd/<environment>/shop/shop.yaml.")
    if demo_data == SAMPLE and minor_digits(currency) != DIGITS:
        raise SystemExit(f"The demonstration's prices have cents, which {currency} has not: set `demo_data: {NONE}`.")
    return demo_data == SAMPLE
