"""Writes an export page by page, while the client reads it."""

from collections.abc import Iterator
from itertools import chain

from functions.catalog.csv.export import CsvRow
from functions.catalog.export.lines import columns_written, csv_header, csv_lines
from functions.catalog.export.pages import ProductRows


def stream(named: set[str], pages: Iterator[list[ProductRows]], *, byte_order_mark: bool) -> Iterator[bytes]:
    """The header and the first page, then each page.

    Raises ValueError if a product has got a column in the meantime that is not in `named`, the header already sent.
    """
    columns = columns_written(named)
    begin = csv_header(columns, byte_order_mark=byte_order_mark)
    for page in pages:
        rows: Iterator[CsvRow] = chain.from_iterable(page)
        yield begin + csv_lines(columns, rows)
        begin = b""
