"""Writes CSV files for spreadsheets, without cells that are formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

from functions.runtime.http.replies import Document

# OWASP's list of what may begin a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def without_formula(cell: str) -> str:
    """The cell, with an apostrophe in front if a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def csv_document(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Document:
    """A file to save by this name, with the columns' names first. Some spreadsheets need UTF-8's byte order mark."""
    text = io.StringIO(newline="")
    # RFC 4180's line endings.
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Document(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", headers)
