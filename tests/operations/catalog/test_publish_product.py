from tests.support.operations.products import SCARF, actions, staff
from tests.support.operations.shop import Shop


class TestPublishProduct:
    def test_a_published_product_is_for_sale_and_an_archived_one_is_not(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        shown = []
        for operation in ("publish-product", "archive-product", "publish-product"):
            state = staff(shop, operation, query={"handle": "wool-scarf"}).json["state"]
            shown.append((state, len(shop.call("list-products", method="GET").json["products"])))
        assert shown == [("published", 1), ("archived", 0), ("published", 1)]

    def test_publishing_twice_is_publishing_once(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        for _ in range(2):
            assert staff(shop, "publish-product", query={"handle": "wool-scarf"}).status_code == 200
        assert actions(shop) == ["create-product", "publish-product"]

    def test_does_not_know_an_unknown_product(self, shop: Shop) -> None:
        assert staff(shop, "publish-product", query={"handle": "no"}).status_code == 404
