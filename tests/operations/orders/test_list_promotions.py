from datetime import timedelta

from tests.support.operations.pricing import a_promotion, listed
from tests.support.operations.shop import Shop


class TestListPromotions:
    def test_has_all_of_them_the_newest_first(self, shop: Shop) -> None:
        for age, code in enumerate(("NEW", "OLD", "OLDEST")):
            a_promotion(shop, code, created_at=shop.now - timedelta(days=age), uses_max=5, uses=age)
        assert [(each["code"], each["uses"], each["revision"]) for each in listed(shop)] == [
            ("NEW", 0, 1),
            ("OLD", 1, 1),
            ("OLDEST", 2, 1),
        ]

    def test_goes_on_at_the_next_page(self, shop: Shop) -> None:
        for age, code in enumerate(("NEW", "OLD")):
            a_promotion(shop, code, created_at=shop.now - timedelta(days=age))
        first = shop.call("list-promotions", method="GET", query={"limit": "1"}, role="staff").json
        query = {"limit": "1", "cursor": first["next_cursor"]}
        second = shop.call("list-promotions", method="GET", query=query, role="staff").json
        assert [page["promotions"][0]["code"] for page in (first, second)] == ["NEW", "OLD"]

    def test_has_names_in_languages_of_newer_releases(self, shop: Shop) -> None:
        """After a rollback, staff still see the promotions that a newer release wrote."""
        a_promotion(shop, "NEW", names={"en": "Off", "fr": "Remise", "de": "Rabatt", "nl": "Korting"})
        (found,) = listed(shop)
        assert found["names"] == {"en": "Off", "fr": "Remise", "de": "Rabatt"}

    def test_refuses_every_other_caller(self, shop: Shop) -> None:
        assert shop.call("list-promotions", method="GET").status_code == 401
        assert shop.call("list-promotions", method="GET", role="shopper").status_code == 403
