"""Compares products before and after an import, cell by cell, for the preview; lists are cut at fixed lengths."""

from dataclasses import dataclass
from itertools import zip_longest

from eventing.codes import StockPolicy
from functions.catalog.csv.export import CsvRow, rows
from functions.catalog.store.product_record import ProductRecord

CHANGES_SHOWN_MAX = 100
CELLS_SHOWN_MAX = 20
CELL_CHARACTERS_MAX = 200
NO_CELLS: CsvRow = {}


@dataclass(frozen=True, slots=True)
class CellChange:
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ProductChange:
    """`cells` are the differences between the exported rows of an existing product and the new one."""

    handle: str
    title: str
    created: bool
    variants: int
    price_from_minor: int
    price_to_minor: int
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class StockChange:
    """`known` is None for a SKU that inventory does not know."""

    sku: str
    known: int | None
    counted: int


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """How a SKU is stocked, now and after the import."""

    sku: str
    known: StockPolicy
    policy: StockPolicy


def product_change(new: ProductRecord, known: ProductRecord | None) -> ProductChange:
    cells = () if known is None else tuple(_cells(known, new)[:CELLS_SHOWN_MAX])
    return ProductChange(
        handle=new.handle,
        title=new.title,
        created=known is None,
        variants=len(new.variants),
        price_from_minor=new.price_from_minor,
        price_to_minor=max(variant.price_minor for variant in new.variants),
        cells=cells,
    )


def _cells(before: ProductRecord, after: ProductRecord) -> list[CellChange]:
    both = zip_longest(rows(before), rows(after), fillvalue=NO_CELLS)
    return [
        CellChange(column, was.get(column, "")[:CELL_CHARACTERS_MAX], will_be.get(column, "")[:CELL_CHARACTERS_MAX])
        for was, will_be in both
        for column in was | will_be
        if was.get(column) != will_be.get(column)
    ]
