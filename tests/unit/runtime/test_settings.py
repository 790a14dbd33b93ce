"""A function whose manifest has a setting that the operator must set does not start without it."""

import pytest

from functions.runtime.settings import LEFT_TO_OPERATOR, refuse_unset


@pytest.mark.parametrize(("variable", "setting"), LEFT_TO_OPERATOR.items())
@pytest.mark.parametrize("value", ["", "unset", "https://unset"])
def test_names_the_setting_that_is_missing(variable: str, setting: str, value: str) -> None:
    with pytest.raises(SystemExit, match=f"Set `{setting}` in argocd/<environment>/shop/shop.yaml"):
        refuse_unset({variable: value})


def test_names_all_that_are_missing() -> None:
    with pytest.raises(SystemExit, match="Set `url` and `mail_from` in"):
        refuse_unset({"SHOP_URL": "https://unset", "MAIL_FROM": "unset", "GATEWAY_TRUSTED_PROXIES": "10.0.0.0/16"})


def test_lets_a_function_start_that_has_them_or_needs_none() -> None:
    refuse_unset({"SHOP_URL": "https://shop.merchant.com"})
    refuse_unset({})
