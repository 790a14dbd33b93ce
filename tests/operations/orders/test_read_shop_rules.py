from functions.orders import rules
from tests.support.operations.shop import Shop


class TestReadShopRules:
    def test_returns_the_limits_that_the_operations_keep(self, shop: Shop) -> None:
        shown = shop.call("read-shop-rules", method="GET").json
        assert (shown["quantity_max"], shown["lines_max"]) == (rules.QUANTITY_MAX, rules.LINES_MAX)
        assert shown["return_period_days"] == rules.RETURN_PERIOD.days

    def test_may_be_cached_and_asked_for_again_by_its_tag(self, shop: Shop) -> None:
        first = shop.call("read-shop-rules", method="GET")
        assert first.headers["cache-control"].startswith("public")
        again = shop.call("read-shop-rules", method="GET", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.get_data()) == (304, b"")
