from typing import Any

import pytest

from functions.orders import rules
from functions.runtime.fields import PICTURE_BYTES_MAX
from functions.runtime.settings import settings
from tests.support.operations.shop import Shop


def shown_with(shop: Shop, monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> Any:
    """The rules of a shop whose operator has set the variable."""
    monkeypatch.setenv(variable, value)
    settings.cache_clear()
    shown = shop.call("read-shop-rules", method="GET").json
    settings.cache_clear()
    return shown


class TestReadShopRules:
    def test_returns_the_name_that_the_merchant_gave_the_shop(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = shown_with(shop, monkeypatch, "SHOP_NAME", "Merchant & Daughters")
        assert shown["name"] == "Merchant & Daughters"

    def test_returns_the_languages_that_the_operator_offers_the_first_before_all(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert shown_with(shop, monkeypatch, "SHOP_LANGUAGES", "fr,en")["languages"] == ["fr", "en"]

    def test_returns_the_limits_that_the_operations_keep(self, shop: Shop) -> None:
        shown = shop.call("read-shop-rules", method="GET").json
        assert (shown["quantity_max"], shown["lines_max"]) == (rules.QUANTITY_MAX, rules.LINES_MAX)
        assert shown["return_period_days"] == rules.RETURN_PERIOD.days

    @pytest.mark.parametrize(("store", "taken"), [("none", None), ("https://host/bucket", PICTURE_BYTES_MAX)])
    def test_returns_the_size_of_pictures_only_where_they_are_taken(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch, store: str, taken: int | None
    ) -> None:
        assert shown_with(shop, monkeypatch, "PICTURE_STORE", store)["picture_bytes_max"] == taken

    def test_may_be_cached_and_asked_for_again_by_its_tag(self, shop: Shop) -> None:
        first = shop.call("read-shop-rules", method="GET")
        assert first.headers["cache-control"].startswith("public")
        again = shop.call("read-shop-rules", method="GET", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.get_data()) == (304, b"")
