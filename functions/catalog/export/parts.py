"""Divides an export into files that are small enough for an import."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import urlencode

from functions.catalog.csv.export import CsvRow
from functions.catalog.csv.reader.table import COLUMNS_MAX, ROWS_MAX
from functions.catalog.export.lines import columns_written
from functions.catalog.export.pages import ExportFilters, ProductRows
from functions.runtime.fields import CATALOG_FILE_BYTES_MAX

BYTE_ORDER_MARK_BYTES = 3


@dataclass(slots=True)
class Part:
    """The rows of whole products, and the limits of a file."""

    rows: list[CsvRow] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    cell_bytes: int = 0

    def takes(self, product: ProductRows) -> bool:
        """Adds the product unless the file would exceed an import's limits; the first product always fits."""
        number = len(self.rows) + len(product)
        columns = columns_written(self.named.union(*product))
        size = self.cell_bytes + sum(map(_bytes, product))
        written = BYTE_ORDER_MARK_BYTES + size + _bytes(dict(enumerate(columns))) + (number + 1) * (len(columns) + 1)
        fits = number <= ROWS_MAX and len(columns) <= COLUMNS_MAX and written <= CATALOG_FILE_BYTES_MAX
        if self.rows and not fits:
            return False
        self.rows += product
        self.named.update(columns)
        self.cell_bytes = size
        return True


def _bytes(row: dict[str, str] | dict[int, str]) -> int:
    return sum(len(cell.encode()) + cell.count('"') + 2 for cell in row.values())


def first_part(pages: Iterator[list[ProductRows]]) -> tuple[list[CsvRow], str | None]:
    """The rows of the products that fit into one file, and the last one's handle if there are more."""
    part = Part()
    for product in chain.from_iterable(pages):
        if not part.takes(product):
            return part.rows, part.rows[-1]["Handle"]
    return part.rows, None


def link_to_next(query: ExportFilters, after: str | None) -> dict[str, str]:
    """The header that names the next part, which begins after this handle (RFC 8288); none after the last part."""
    if after is None:
        return {}
    asked = query.model_dump(mode="json", exclude_defaults=True) | {"after": after}
    text = {name: str(value).lower() if value is True else value for name, value in asked.items()}
    return {"link": f'<?{urlencode(text)}>; rel="next"'}
