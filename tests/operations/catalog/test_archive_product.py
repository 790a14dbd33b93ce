from tests.support.operations.products import SCARF, actions, staff
from tests.support.operations.shop import Shop


class TestArchiveProduct:
    def test_archiving_twice_is_archiving_once(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        for _ in range(2):
            assert staff(shop, "archive-product", query={"handle": "wool-scarf"}).json["state"] == "archived"
        assert actions(shop) == ["create-product", "archive-product"]

    def test_does_not_know_an_unknown_product(self, shop: Shop) -> None:
        assert staff(shop, "archive-product", query={"handle": "no"}).status_code == 404
