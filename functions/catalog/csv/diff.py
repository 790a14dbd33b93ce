"""What an import changes, cell by cell, so that somebody can look before it is done; the first changes are told."""

from dataclasses import dataclass
from itertools import zip_longest

from functions.catalog.csv.export import CsvRow, rows
from functions.catalog.store.product_record import ProductRecord

TOLD_MAX = 100
CELLS_TOLD_MAX = 20
CELL_SHOWN_MAX = 200
NO_CELLS: CsvRow = {}


@dataclass(frozen=True, slots=True)
class CellChange:
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ProductChange:
    """`cells` are told of a product that was there before: row by row, as the two would be exported."""

    handle: str
    title: str
    created: bool
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class StockChange:
    """`known` is None for a SKU of which inventory has not been told anything."""

    sku: str
    known: int | None
    counted: int


def product_change(new: ProductRecord, known: ProductRecord | None) -> ProductChange:
    cells = () if known is None else tuple(_cells(known, new)[:CELLS_TOLD_MAX])
    return ProductChange(new.handle, new.title, known is None, cells)


def _cells(before: ProductRecord, after: ProductRecord) -> list[CellChange]:
    both = zip_longest(rows(before), rows(after), fillvalue=NO_CELLS)
    return [
        CellChange(column, was.get(column, "")[:CELL_SHOWN_MAX], will_be.get(column, "")[:CELL_SHOWN_MAX])
        for was, will_be in both
        for column in was | will_be
        if was.get(column) != will_be.get(column)
    ]
