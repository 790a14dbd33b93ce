from tests.support.catalog_files import a_file, a_row
from tests.support.operations.imports import import_file
from tests.support.operations.shop import Shop


class TestListCategories:
    def test_counts_what_is_for_sale_and_names_it_as_the_merchant_does(self, shop: Shop) -> None:
        rows = [a_row("a", Type="Bath & Body"), a_row("b", Type="Bath & Body"), a_row("c", Type="", Published="true")]
        import_file(shop, a_file(*rows, a_row("d", Type="Hidden", Published="false")))
        assert shop.call("list-categories", method="GET").json["categories"] == [
            {"category": "bath-body", "name": "Bath & Body", "products": 2, "image_url": None},
            {"category": "other", "name": "Other", "products": 1, "image_url": None},
        ]

    def test_shows_the_first_picture_of_the_most_expensive_product_for_sale(self, shop: Shop) -> None:
        mug, jug, draft = (
            a_row(name, Type="Mugs", Image_Src=f"/{name}.svg", Variant_Price=price, Published=published)
            for name, price, published in (("mug", "9", "true"), ("jug", "20", "true"), ("draft", "90", "false"))
        )
        import_file(shop, a_file(mug, jug, {"Handle": "jug", "Image Src": "/other.svg"}, draft))
        assert [each["image_url"] for each in shop.call("list-categories", method="GET").json["categories"]] == [
            "/jug.svg"
        ]

    def test_answers_not_modified_until_a_product_changes(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row("a", Type="Mugs")))
        known = {"if-none-match": shop.call("list-categories", method="GET").headers["etag"]}
        assert shop.call("list-categories", method="GET", headers=known).status_code == 304
        import_file(shop, a_file(a_row("a", Type="Cups")))
        assert shop.call("list-categories", method="GET", headers=known).status_code == 200
