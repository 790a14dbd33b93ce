"""The operator's setting `demo_data` of argocd/<environment>/shop/shop.yaml."""

SAMPLE, NONE = "sample", "none"


def is_wanted(demo_data: str) -> bool:
    """Whether the demonstration's products, vouchers and accounts are wanted; ends the process for another value."""
    if demo_data not in (SAMPLE, NONE):
        raise SystemExit(f"`demo_data: {demo_data}` must be {SAMPLE} or {NONE} in argocd/<environment>/shop/shop.yaml.")
    return demo_data == SAMPLE
