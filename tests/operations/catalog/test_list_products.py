from typing import Any

import pytest

from db.models.catalog import Image, Variant
from db.models.inventory import Stock
from functions.catalog.search.matching import CANDIDATES_MAX
from tests.support.catalog_files import a_file, a_row, a_variant_row
from tests.support.factories import a_product
from tests.support.operations.imports import import_file
from tests.support.operations.products import MUGS
from tests.support.operations.shop import Shop
from tests.support.operations.statements import statements

PAGES_MAX = 50


def browse(shop: Shop, **query: Any) -> Any:
    return shop.call("list-products", method="GET", query=query)


def titles(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [product["title"] for product in answer.json["products"]]


def walk(shop: Shop, **query: Any) -> list[Any]:
    """The answers of every page, following the cursors."""
    found = [browse(shop, **query)]
    while (cursor := found[-1].json["next_cursor"]) is not None:
        assert len(found) < PAGES_MAX, "the cursors lead in a circle"
        found.append(browse(shop, cursor=cursor, **query))
    return found


def pages(shop: Shop, **query: Any) -> list[list[str]]:
    """The titles of every page."""
    return [titles(answer) for answer in walk(shop, **query)]


def a_shelf(shop: Shop) -> None:
    """Products of which the titles say what a search is about."""
    for number, title in enumerate(["Leather Jacket", "Wool Jumper", "Wool Blanket", "Café Mug", "Denim Jacket"]):
        a_product(shop.session, f"S-{number}", title=title, price_minor=(number + 1) * 10_00)


class TestBrowsing:
    def test_shows_what_is_published_only(self, shop: Shop) -> None:
        a_product(shop.session, "A", title="Seen")
        a_product(shop.session, "B", title="Draft", state="draft")
        a_product(shop.session, "C", title="Archived", state="archived")
        assert titles(browse(shop)) == ["Seen"]

    def test_shows_the_cheapest_variant_and_the_first_two_images(self, shop: Shop) -> None:
        rows = (
            a_row("scarf", Option1_Name="C", Option1_Value="Moss", Variant_Price="30", Variant_Compare_At_Price="30"),
            a_variant_row("scarf", Option1_Value="Sand", Variant_Price="25", Variant_Compare_At_Price="28"),
            {"Handle": "scarf", "Image Src": "/b.svg", "Image Position": "2"},
            {"Handle": "scarf", "Image Src": "/a.svg", "Image Position": "1", "Image Alt Text": "worn"},
        )
        import_file(shop, a_file(*rows))
        (card,) = browse(shop).json["products"]
        assert (card["price_minor"], card["price_max_minor"], card["compare_at_price_minor"]) == (25_00, 30_00, 28_00)
        assert (card["currency"], card["image"]) == ("EUR", {"url": "/a.svg", "alternative_text": "worn"})
        assert card["second_image_url"] == "/b.svg"

    @pytest.mark.parametrize(("on_hand", "available"), [(1, True), (0, False)])
    def test_reports_whether_it_can_be_bought_now(self, shop: Shop, on_hand: int, available: bool) -> None:
        a_product(shop.session, on_hand=on_hand)
        assert [card["available"] for card in browse(shop).json["products"]] == [available]

    def test_a_product_without_image_or_stock_is_shown(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row(Variant_Inventory_Qty="")))
        (card,) = browse(shop).json["products"]
        assert (card["image"], card["second_image_url"], card["available"]) == (None, None, False)

    def test_filters_by_category(self, shop: Shop) -> None:
        a_product(shop.session, "A", title="Pot", category="kitchen")
        a_product(shop.session, "B", title="Pen", category="desk")
        assert titles(browse(shop, category="desk")) == ["Pen"]
        assert titles(browse(shop, category="nothing-of-it")) == []

    @pytest.mark.parametrize(
        ("bounds", "found"),
        [
            ({"price_min_minor": 20_00}, ["B", "C"]),
            ({"price_max_minor": 20_00}, ["A", "B"]),
            ({"price_min_minor": 20_00, "price_max_minor": 20_00}, ["B"]),
            ({"price_min_minor": 20_01, "price_max_minor": 20_00}, []),
        ],
    )
    def test_filters_by_price(self, shop: Shop, bounds: dict[str, int], found: list[str]) -> None:
        for number, title in enumerate("ABC", start=1):
            a_product(shop.session, title, title=title, price_minor=number * 10_00)
        assert titles(browse(shop, sort="title", **bounds)) == found


def listed(shop: Shop, **query: Any) -> list[str]:
    """The titles that staff find, over all pages."""
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = shop.call("list-products", method="GET", query={"limit": 2, **query, **cursor}, role="staff").json
        found += [product["title"] for product in page["products"]]
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}


class TestForStaff:
    def test_lists_products_of_any_state_the_last_changed_first(self, shop: Shop) -> None:
        for state in ("published", "draft", "archived"):
            a_product(shop.session, state.upper(), title=state, state=state)
        body = {"vendor": "Potter"}
        assert (
            shop.call("change-product", body, method="PATCH", query={"handle": "draft"}, role="staff").status_code
            == 200
        )
        assert listed(shop, state="any")[0] == "draft"
        assert sorted(listed(shop, state="any")) == ["archived", "draft", "published"]
        assert [listed(shop, state=state) for state in ("published", "draft", "archived")] == [
            ["published"],
            ["draft"],
            ["archived"],
        ]

    def test_finds_words_the_beginning_of_a_sku_and_a_barcode(self, shop: Shop) -> None:
        a_product(shop.session, "POT-1", title="Blue pot", state="draft")
        a_product(shop.session, "CUP-1", title="Blue cup")
        shop.session.get_one(Variant, "CUP-1").barcode = "4006381333931"
        shop.session.commit()
        found = {search: listed(shop, state="any", search=search) for search in ("blue", "pot-", "4006381333931", "no")}
        assert {search: sorted(titles) for search, titles in found.items()} == {
            "blue": ["Blue cup", "Blue pot"],
            "pot-": ["Blue pot"],
            "4006381333931": ["Blue cup"],
            "no": [],
        }
        assert listed(shop, state="draft", search="blue") == ["Blue pot"]

    @pytest.mark.parametrize("role", [None, "shopper"])
    def test_is_not_for_shoppers(self, shop: Shop, role: str | None) -> None:
        a_product(shop.session, state="draft")
        refused = shop.call("list-products", method="GET", query={"state": "draft"}, role=role)
        assert refused.status_code == 403
        assert "cache-control" not in refused.headers


def asked_again(shop: Shop, tag: str, **query: Any) -> Any:
    return shop.call("list-products", method="GET", query=query, headers={"if-none-match": tag})


class TestVersions:
    def test_answers_not_modified_to_who_has_the_page_already(self, shop: Shop) -> None:
        a_product(shop.session)
        first = browse(shop)
        again = asked_again(shop, first.headers["etag"])
        assert (again.status_code, again.data) == (304, b"")
        assert [again.headers[name] == first.headers[name] for name in ("etag", "cache-control")] == [True, True]
        a_product(shop.session, "B")
        assert asked_again(shop, first.headers["etag"]).status_code == 200

    def test_a_page_that_is_known_is_not_read(self, shop: Shop) -> None:
        a_product(shop.session)
        tag = browse(shop).headers["etag"]
        asked = statements(shop, lambda: asked_again(shop, tag))
        assert [statement for statement in asked if "catalog.products" in statement] == []

    @pytest.mark.parametrize(("left", "status"), [(1, 304), (0, 200)])
    def test_a_product_that_sells_out_makes_another_page(self, concurrent_shop: Shop, left: int, status: int) -> None:
        shop = concurrent_shop
        a_product(shop.session, on_hand=2)
        tag = browse(shop).headers["etag"]
        shop.session.get_one(Stock, "MUG-1").on_hand = left
        shop.session.commit()
        assert asked_again(shop, tag).status_code == status

    def test_everyone_but_staff_may_be_shown_what_is_a_day_old(self, shop: Shop) -> None:
        a_product(shop.session)
        shown = [
            shop.call("list-products", method="GET", role=role).headers["cache-control"]
            for role in (None, "shopper", "staff")
        ]
        public = "public, max-age=5, stale-while-revalidate=86400, stale-if-error=86400"
        assert shown == [public, public, "private, no-cache"]


class TestSorting:
    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            ("price", ["cheap", "Éclair", "dear", "Zebra"]),
            ("-price", ["Zebra", "dear", "Éclair", "cheap"]),
            ("title", ["cheap", "dear", "Éclair", "Zebra"]),
            ("newest", ["Zebra", "dear", "Éclair", "cheap"]),
        ],
    )
    @pytest.mark.parametrize("limit", [1, 3, 100])
    def test_goes_through_all_in_order_whatever_the_page_size(
        self, shop: Shop, sort: str, order: list[str], limit: int
    ) -> None:
        rows = [("cheap", "1"), ("Éclair", "2"), ("dear", "3"), ("Zebra", "4")]
        import_file(shop, a_file(*(a_row(f"p{price}", Title=title, Variant_Price=price) for title, price in rows)))
        assert [title for page in pages(shop, sort=sort, limit=limit) for title in page] == order

    @pytest.mark.parametrize("sort", ["price", "-price", "newest", "title"])
    def test_misses_and_repeats_nothing_where_keys_are_equal(self, shop: Shop, sort: str) -> None:
        for number in range(7):
            a_product(shop.session, f"S-{number}", title="Same", price_minor=5_00)
        found = walk(shop, sort=sort, limit=2)
        handles = [card["handle"] for page in found for card in page.json["products"]]
        assert sorted(handles) == [f"s-{number}" for number in range(7)]


class TestSearching:
    @pytest.mark.parametrize(
        ("search", "found"),
        [
            ("jacket", {"Leather Jacket", "Denim Jacket"}),
            ("JACKETS", {"Leather Jacket", "Denim Jacket"}),
            ("wool blanket", {"Wool Blanket"}),
            ("jack", {"Leather Jacket", "Denim Jacket"}),
            ("the café", {"Café Mug"}),
            ("cafe", {"Café Mug"}),
            ("wool", {"Wool Jumper", "Wool Blanket"}),
        ],
    )
    def test_finds_what_has_all_the_words(self, shop: Shop, search: str, found: set[str]) -> None:
        a_shelf(shop)
        answer = browse(shop, search=search)
        assert set(titles(answer)) == found
        assert not answer.json["similar"]

    @pytest.mark.parametrize(
        ("search", "found"),
        [
            ("jaket", {"Leather Jacket", "Denim Jacket"}),
            ("lether jacket", {"Leather Jacket"}),
            ("woll jumpre", {"Wool Jumper"}),
            ("jumper wolo", {"Wool Jumper"}),
            ("blankett", {"Wool Blanket"}),
        ],
    )
    def test_finds_what_is_like_a_misspelt_word_and_says_so(self, shop: Shop, search: str, found: set[str]) -> None:
        a_shelf(shop)
        answer = browse(shop, search=search)
        assert set(titles(answer)) == found
        assert answer.json["similar"]

    @pytest.mark.parametrize(
        "search", ["xylophone", "wool xylophone", "abjumr", "!!!", "'", "&|!:*()", "½ ŉ", "\\", "%"]
    )
    def test_finds_nothing_for_what_nothing_is_like(self, shop: Shop, search: str) -> None:
        a_shelf(shop)
        answer = browse(shop, search=search)
        assert (titles(answer), answer.json["similar"]) == ([], False)

    def test_an_empty_search_is_none(self, shop: Shop) -> None:
        a_shelf(shop)
        assert len(titles(browse(shop, search=" "))) == 5

    def test_a_word_in_the_title_weighs_more_than_one_in_the_description(self, shop: Shop) -> None:
        other = a_row("a", Title="Tray", **{"Body_(HTML)": "Goes well with a lantern."})
        import_file(shop, a_file(a_row("b", Title="Garden Lantern"), other))
        assert titles(browse(shop, search="lantern")) == ["Garden Lantern", "Tray"]
        assert titles(browse(shop, search="lantern", sort="title")) == ["Garden Lantern", "Tray"]

    def test_finds_tags_vendors_and_types(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row(Tags="stoneware", Vendor="Brookfield", Type="Kitchenware")))
        for search in ("stoneware", "brookfield", "kitchenware"):
            assert titles(browse(shop, search=search)) == ["Tea Pot"]

    @pytest.mark.parametrize("search", ["moss", "TP-7", "tp-77/a", "4006381333931", "tea moss"])
    def test_finds_option_values_skus_and_barcodes(self, shop: Shop, search: str) -> None:
        cells = {"Option1_Name": "Colour", "Option1_Value": "Moss", "Variant_Barcode": "4006381333931"}
        brought = import_file(shop, a_file(a_row(Variant_SKU="TP-77/A", **cells)))
        assert brought.status_code == 200, brought.json
        assert titles(browse(shop, search=search)) == ["Tea Pot"]

    @pytest.mark.parametrize(
        ("title", "search"),
        [
            ("हिन्दी की किताब", "किताब"),
            ("বাংলা বই", "বাংলা"),
            ("ผ้าห่มขนสัตว์", "ขนสัตว์"),
            ("東京都の地図", "京都"),
            ("東京都の地図", "地"),
            ("Tokyo 東京 Map", "tokyo 東京"),
            ("겨울 담요", "담요"),
        ],
    )
    def test_finds_words_of_scripts_without_spaces_and_with_vowel_signs(
        self, shop: Shop, title: str, search: str
    ) -> None:
        a_product(shop.session, "A", title=title)
        a_product(shop.session, "B", title="京図 कबात ขนม বই-টই 요담")
        answer = browse(shop, search=search)
        assert (titles(answer), answer.json["similar"]) == ([title], False)

    def test_finds_a_product_only_as_long_as_it_is_for_sale_and_by_its_new_words(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row()))
        shop.call("change-product", {"title": "Kettle"}, method="PATCH", query={"handle": "tea-pot"}, role="staff")
        assert titles(browse(shop, search="kettle")) == ["Kettle"]
        assert titles(browse(shop, search="pot")) == []
        shop.call("archive-product", query={"handle": "tea-pot"}, role="staff")
        assert titles(browse(shop, search="kettle")) == []

    def test_sorts_all_products_with_a_word_that_more_have_than_are_ranked(self, shop: Shop) -> None:
        shop.session.execute(MUGS, {"mugs": CANDIDATES_MAX + 50})
        shop.session.commit()
        found = [title for page in pages(shop, search="mug", sort="-price", limit=100) for title in page]
        assert found == [f"Mug {number}" for number in range(CANDIDATES_MAX + 50, 0, -1)]

    def test_searches_within_category_and_price(self, shop: Shop) -> None:
        a_shelf(shop)
        assert titles(browse(shop, search="jacket", price_max_minor=10_00)) == ["Leather Jacket"]
        assert titles(browse(shop, search="jacket", category="desk")) == []

    @pytest.mark.parametrize("search", ["jacket", "jaket"])
    @pytest.mark.parametrize("sort", ["relevance", "price", "title"])
    def test_pages_go_on_as_they_began(self, shop: Shop, search: str, sort: str) -> None:
        for number in range(5):
            a_product(shop.session, f"S-{number}", title=f"Jacket {number}", price_minor=number)
        found = pages(shop, search=search, sort=sort, limit=2)
        assert sorted(title for page in found for title in page) == [f"Jacket {number}" for number in range(5)]
        assert [len(page) for page in found] == [2, 2, 1]


class TestBadInput:
    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ({"limit": 0}, "limit"),
            ({"limit": 101}, "limit"),
            ({"limit": "1.5"}, "limit"),
            ({"sort": "cheapest"}, "sort"),
            ({"price_min_minor": -1}, "price_min_minor"),
            ({"price_max_minor": "12.50"}, "price_max_minor"),
            ({"search": "x" * 101}, "search"),
            ({"search": "a\0b"}, "search"),
            ({"colour": "red"}, "colour"),
            ({"cursor": "nonsense"}, "cursor"),
            ({"cursor": "bnVsbA"}, "cursor"),
            ({"cursor": ""}, "cursor"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, shop: Shop, query: dict[str, Any], field: str) -> None:
        refused = browse(shop, **query)
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json["errors"]] == [field]

    def test_refuses_the_cursor_of_another_sort(self, shop: Shop) -> None:
        for sku in "ABC":
            a_product(shop.session, sku)
        cursor = browse(shop, sort="price", limit=1).json["next_cursor"]
        for sort in ("-price", "newest", "title"):
            refused = browse(shop, sort=sort, cursor=cursor)
            assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "cursor")


def test_an_image_of_its_own_row_is_found(shop: Shop) -> None:
    product = a_product(shop.session)
    shop.session.add(Image(product_id=product.id, position=3, url="/m.svg", alternative_text=""))
    shop.session.commit()
    assert browse(shop).json["products"][0]["image"]["url"] == "/m.svg"
