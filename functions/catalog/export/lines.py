"""Writes rows as lines of CSV."""

import codecs
import csv
import io
from collections.abc import Iterable, Mapping

from functions.catalog.csv.formats.shopify import WRITTEN_FIRST


def columns_written(named: Iterable[str]) -> list[str]:
    """The given columns: first Shopify's in Shopify's order, then the others."""
    return [*WRITTEN_FIRST, *sorted(set(named).difference(WRITTEN_FIRST))]


def csv_header(columns: list[str], *, byte_order_mark: bool = False) -> bytes:
    """The first line. Some spreadsheets recognise UTF-8 by its byte order mark only."""
    mark = codecs.BOM_UTF8 if byte_order_mark else b""
    return mark + csv_lines(columns, [dict(zip(columns, columns, strict=True))])


def csv_lines(columns: list[str], all_rows: Iterable[Mapping[str, str]]) -> bytes:
    """The rows in UTF-8; raises ValueError for a row that has another column."""
    text = io.StringIO(newline="")
    # RFC 4180's line endings; with them the writer also quotes cells that contain CR or LF.
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
    writer.writerows(all_rows)
    return text.getvalue().encode()
