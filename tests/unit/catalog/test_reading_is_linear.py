"""The work of reading a file grows as its size does, whatever is in it."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from functions.catalog.csv.formats.recognition import as_shopify, is_known
from functions.catalog.csv.products import read_products
from functions.catalog.csv.reader.problems import Problems
from functions.catalog.csv.reader.table import read_table
from tests.support.catalog_files import a_file, a_row, a_variant_row

GROWTH = 4
SHAPES: dict[str, Callable[[int], list[dict[str, str]]]] = {
    "products": lambda rows: [a_row(f"p{number}") for number in range(rows)],
    "variants of one product": lambda rows: [
        a_row("a", Option1_Name="Number", Option1_Value="0"),
        *(a_variant_row("a", Option1_Value=str(number)) for number in range(1, rows)),
    ],
    "pictures of one product": lambda rows: [
        a_row("a"),
        *({"Handle": "a", "Image Src": f"/{number}.svg"} for number in range(rows)),
    ],
    "products that share one SKU": lambda rows: [a_row(f"p{number}", Variant_SKU="S") for number in range(rows)],
    "rows of one product, apart": lambda rows: [
        row for number in range(rows // 2) for row in (a_row(f"p{number}"), {"Handle": "a", "Title": "A"})
    ],
}


@pytest.mark.parametrize("rows", SHAPES.values(), ids=list(SHAPES))
def test_reading_calls_as_many_functions_per_row_of_a_long_file(rows: Callable[[int], list[dict[str, str]]]) -> None:
    short, long = a_file(*rows(100)), a_file(*rows(100 * GROWTH))
    read(short)
    assert calls(lambda: read(long)) < 1.2 * GROWTH * calls(lambda: read(short))


def read(content: bytes) -> None:
    problems = Problems()
    read_products(as_shopify(read_table(content, is_known, problems), problems), problems)


def calls(work: Callable[[], None]) -> int:
    """How many functions of Python and C the work calls."""
    counted = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted
