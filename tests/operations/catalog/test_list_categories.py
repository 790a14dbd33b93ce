from tests.support.catalog_files import a_file, a_row
from tests.support.operations.imports import bring
from tests.support.operations.shop import Shop


class TestListCategories:
    def test_counts_what_is_for_sale_and_names_it_as_the_merchant_does(self, shop: Shop) -> None:
        rows = [a_row("a", Type="Bath & Body"), a_row("b", Type="Bath & Body"), a_row("c", Type="", Published="true")]
        bring(shop, a_file(*rows, a_row("d", Type="Hidden", Published="false")))
        assert shop.call("list-categories", method="GET").json["categories"] == [
            {"category": "bath-body", "name": "Bath & Body", "products": 2},
            {"category": "other", "name": "Other", "products": 1},
        ]
