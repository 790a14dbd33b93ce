"""Imports CSV files, and delivers the resulting events."""

from typing import Any

from eventing.events.stock import StockCounted
from tests.support.catalog_files import a_row, a_variant_row
from tests.support.operations.shop import Shop


def import_file(shop: Shop, content: bytes, **other: Any) -> Any:
    return shop.call("import-products", content, **{"role": "staff", "content_type": "text/csv", **other})


def numbers(reply: Any) -> dict[str, int]:
    """The products and counts of an import's reply."""
    names = ("created", "changed", "unchanged", "stock_counted")
    return {name: reply.json[name] for name in names}


def apply_counts(shop: Shop) -> None:
    assert shop.deliver_announced("count-stock", StockCounted).status_code == 204


SCARF = (
    a_row("scarf", Title="Scarf", Option1_Name="Colour", Option1_Value="Moss", Image_Src="/a.svg", Image_Position="1"),
    a_variant_row("scarf", Option1_Value="Sand", Variant_Price="29", Image_Src="/b.svg", Image_Position="2"),
)
