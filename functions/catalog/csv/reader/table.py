"""Splits a file into named columns and numbered rows, whatever its encoding and delimiter."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat

from functions.catalog.csv.reader.delimiter import find_delimiter
from functions.catalog.csv.reader.encoding import decode
from functions.catalog.csv.reader.problems import Problems, Row

ROWS_MAX = 20_000
COLUMNS_MAX = 200
# Unicode composes a run of combining marks in quadratic time; no language has more than 30 (Unicode Annex 15).
_MANY_MARKS = re.compile(r"[^\w\s!-~]{31}")


@dataclass(frozen=True, slots=True)
class FileTable:
    """`columns` are the names in the file, of the columns that have one."""

    columns: tuple[str, ...]
    rows: list[Row]


def read_table(content: bytes, is_known: Callable[[str], bool], problems: Problems) -> FileTable:
    """The rows that have a filled cell; `is_known` says which column names the shop knows.

    Adds to `problems`; raises FileRefused if the file cannot be read at all.
    """
    text = decode(content, problems)
    delimiter, begin = find_delimiter(text, is_known)
    records = _records(text[begin:], delimiter, 1 if begin else 0, problems)
    line, header = next(records, (1, []))
    names = [_composed(name.strip()) for name in header]
    _check_names(line, names, problems)
    rows = _rows(names, records, problems)
    _report_nameless(line, names, rows, problems)
    return FileTable(tuple(name for name in names if name), rows)


def _records(text: str, delimiter: str, lines_before: int, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """The records with a filled cell, and the line on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = lines_before + reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as failure:
            problems.add(line, "row", f"is not CSV from here on: {failure}")
            return
        if any(cell.strip() for cell in record):
            yield line, record


def _check_names(line: int, names: list[str], problems: Problems) -> None:
    if not names:
        problems.add(1, "file", "has no columns")
    if len(names) > COLUMNS_MAX:
        problems.add(line, "row", f"has more than {COLUMNS_MAX} columns")
    seen: set[str] = set()
    for name in filter(None, names):
        if name in seen:
            problems.add(line, name[:40], "appears twice; which one counts?")
        seen.add(name)
    problems.raise_if_any()


def _rows(names: list[str], records: Iterator[tuple[int, list[str]]], problems: Problems) -> list[Row]:
    """The rows, in which a column without a name has its number as its key."""
    keys = [name or f"column {position}" for position, name in enumerate(names, 1)]
    rows: list[Row] = []
    for line, cells in records:
        if len(rows) == ROWS_MAX:
            problems.add(
                line, "row", f"exceeds {ROWS_MAX} rows; split the file between two products, or export it in parts"
            )
            break
        if any(cell.strip() for cell in cells[len(keys) :]):
            few = f"has {len(cells)} cells, but there are {len(keys)} columns"
            problems.add(line, "row", f"{few}; a text that contains the delimiter needs quotes")
        rows.append(Row(line, dict(zip(keys, chain(map(_composed, cells), repeat("")), strict=False))))
    return rows


def _report_nameless(line: int, names: list[str], rows: list[Row], problems: Problems) -> None:
    """Removes the cells of columns without a name."""
    for position in (position for position, name in enumerate(names, 1) if not name):
        cells = [row.cells.pop(f"column {position}", "") for row in rows]
        if any(cell.strip() for cell in cells):
            problems.warn(line, f"column {position}", "has no name; its cells are left out")


def _composed(cell: str) -> str:
    """The cell with each letter and its accents as one character, where Unicode has it."""
    if cell.isascii() or _MANY_MARKS.search(cell):
        return cell
    return unicodedata.normalize("NFC", cell)
