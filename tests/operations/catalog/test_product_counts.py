"""A list of products says how many it has, and how many another filter would find."""

from typing import Any

import pytest

from functions.catalog.search.matching import CANDIDATES_MAX
from tests.support.catalog_files import a_file, a_row, a_variant_row
from tests.support.operations.imports import apply_counts, import_file
from tests.support.operations.products import MUGS
from tests.support.operations.shop import Shop


@pytest.fixture(autouse=True)
def shelf(shop: Shop) -> None:
    """Two mugs, of which one is reduced, and a scarf in two sizes that is sold out; a draft is not counted."""
    import_file(
        shop,
        a_file(
            a_row("red-mug", Title="Red Mug", Type="Mugs", Vendor="Acme", Variant_Price="9.50",
                  Variant_Compare_At_Price="12", Variant_Inventory_Qty="3"),
            a_row("oak-mug", Title="Oak Mug", Type="Mugs", Vendor="Oaks", Variant_Price="30",
                  Variant_Inventory_Qty="1"),
            a_row("scarf", Title="Scarf", Type="Scarves", Vendor="Acme", Variant_Price="30", Option1_Name="Size",
                  Option1_Value="S", Variant_Inventory_Qty="0"),
            a_variant_row("scarf", Option1_Value="L", Variant_Price="35", Variant_Inventory_Qty="0"),
            a_row("draft", Title="Mug", Type="Mugs", Vendor="Acme", Status="draft"),
        ),
    )  # fmt: skip
    apply_counts(shop)


def browse(shop: Shop, **query: Any) -> Any:
    answer = shop.call("list-products", method="GET", query={"counts": "true", **query})
    assert answer.status_code == 200, answer.text
    return answer.json


def counts(shop: Shop, **query: Any) -> Any:
    return browse(shop, **query)["counts"]


def by_value(values: list[Any]) -> dict[str, int]:
    return {each["value"]: each["products"] for each in values}


def handles(page: Any) -> list[str]:
    return sorted(product["handle"] for product in page["products"])


def test_a_list_is_not_counted_unless_it_is_asked_to_be(shop: Shop) -> None:
    assert counts(shop, counts="false") is None


def test_a_list_says_how_many_products_of_which_kinds_it_has(shop: Shop) -> None:
    found = counts(shop)
    assert (found["total"], found["more"], found["available"], found["reduced"]) == (3, False, 2, 1)
    assert by_value(found["categories"]) == {"mugs": 2, "scarves": 1}
    assert by_value(found["vendors"]) == {"Acme": 2, "Oaks": 1}
    assert by_value(found["options"]) == {"Size=L": 1, "Size=S": 1}
    assert [(each["price_min_minor"], each["price_max_minor"], each["products"]) for each in found["prices"]] == [
        (0, 9_99, 1), (25_00, 49_99, 2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"vendor": "Acme"}, ["red-mug", "scarf"]),
        ({"vendor": "Acme", "category": "mugs"}, ["red-mug"]),
        ({"vendor": "acme"}, []),
        ({"option": "Size=L"}, ["scarf"]),
        ({"option": "L"}, []),
        ({"reduced": "true"}, ["red-mug"]),
        ({"available": "true"}, ["oak-mug", "red-mug"]),
        ({"available": "true", "vendor": "Acme"}, ["red-mug"]),
        ({"search": "mug", "vendor": "Oaks"}, ["oak-mug"]),
        ({"search": "mug", "category": "scarves"}, []),
        ({"price_min_minor": "2500", "available": "true"}, ["oak-mug"]),
    ],
)
@pytest.mark.parametrize("sort", ["relevance", "newest", "price", "title"])
def test_a_list_has_what_its_filters_say_and_counts_the_same(
    shop: Shop, query: dict[str, str], expected: list[str], sort: str
) -> None:
    page = browse(shop, sort=sort, **query)
    assert (handles(page), page["counts"]["total"]) == (expected, len(expected))


def test_every_value_counts_what_choosing_it_would_find(shop: Shop) -> None:
    """Also beside another value that is chosen."""
    names = {"categories": "category", "vendors": "vendor", "options": "option"}
    for chosen in ({}, {"category": "mugs"}, {"vendor": "Oaks"}, {"search": "mug"}, {"available": "true"}):
        for kind, name in names.items():
            for value, products in by_value(counts(shop, **chosen)[kind]).items():
                assert counts(shop, **{**chosen, name: value})["total"] == products, (chosen, value)


def test_a_value_that_is_chosen_hides_none_of_its_kind(shop: Shop) -> None:
    assert by_value(counts(shop, category="mugs")["categories"]) == {"mugs": 2, "scarves": 1}
    assert by_value(counts(shop, vendor="Oaks")["vendors"]) == {"Acme": 2, "Oaks": 1}
    assert by_value(counts(shop, option="Size=L")["options"]) == {"Size=L": 1, "Size=S": 1}
    assert [each["products"] for each in counts(shop, price_max_minor="999")["prices"]] == [1, 2]


def test_every_range_of_prices_counts_what_choosing_it_would_find(shop: Shop) -> None:
    for each in counts(shop, price_max_minor="999")["prices"]:
        query = {name: each[name] for name in ("price_min_minor", "price_max_minor")}
        assert counts(shop, **query)["total"] == each["products"]


def test_a_search_that_was_corrected_counts_what_it_shows(shop: Shop) -> None:
    page = browse(shop, search="scraf")
    assert (page["similar"], handles(page), page["counts"]["total"]) == (True, ["scarf"], 1)


def test_what_changes_is_counted_anew(shop: Shop) -> None:
    rows = (a_row("red-mug", Title="Red Mug", Type="Cups", Vendor="Oaks", Variant_Price="12"),)
    assert import_file(shop, a_file(*rows)).status_code == 200
    found = counts(shop)
    assert (by_value(found["vendors"]), found["reduced"]) == ({"Acme": 1, "Oaks": 2}, 0)


def test_above_the_bound_a_list_says_that_there_are_more(shop: Shop) -> None:
    shop.session.execute(MUGS, {"mugs": CANDIDATES_MAX - 3})
    exact = counts(shop)
    assert (exact["total"], exact["more"]) == (CANDIDATES_MAX, False)
    import_file(shop, a_file(a_row("one-more")))
    found = counts(shop)
    assert (found["total"], found["more"], found["vendors"][0]["more"]) == (CANDIDATES_MAX, True, True)
