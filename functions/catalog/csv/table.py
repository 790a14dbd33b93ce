"""Splits a file into numbered rows: UTF-8, comma-separated, every row as long as the first."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from functions.catalog.csv.columns import REQUIRED
from functions.catalog.csv.problems import Problems, Row

ROWS_MAX = 20_000
COLUMNS_MAX = 200


@dataclass(frozen=True, slots=True)
class FileTable:
    columns: tuple[str, ...]
    rows: list[Row]


def read_table(content: bytes, problems: Problems) -> FileTable:
    """The complete rows; others are added to `problems`. Raises FileRefused if the file cannot be read at all."""
    records = _records(_text(content, problems), problems)
    _, header = next(records, (1, []))
    columns = tuple(name.strip() for name in header)
    _check_columns(columns, problems)
    rows: list[Row] = []
    for line, cells in records:
        if len(cells) != len(columns):
            problems.add(line, "row", f"has {len(cells)} cells, but the first line has {len(columns)}")
        elif len(rows) < ROWS_MAX:
            rows.append(Row(line, dict(zip(columns, cells, strict=True))))
        else:
            problems.add(line, "row", f"exceeds {ROWS_MAX} rows; split the file between two products")
            break
    return FileTable(columns, rows)


def _text(content: bytes, problems: Problems) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = content.count(b"\n", 0, failure.start) + 1
        problems.add(line, "file", "is not UTF-8; save the file as CSV UTF-8")
        problems.raise_if_any()
        raise AssertionError from None
    for at, row in enumerate(text.split("\n"), start=1):
        if "\0" in row:
            problems.add(at, "file", "has a NUL character; is it a spreadsheet rather than CSV?")
    problems.raise_if_any()
    return text


def _records(text: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as failure:
            problems.add(line, "row", f"is not CSV from here on: {failure}")
            return
        # Many editors end a file with empty lines.
        if record:
            yield line, record


def _check_columns(columns: tuple[str, ...], problems: Problems) -> None:
    if missing := [name for name in REQUIRED if name not in columns]:
        problems.add(
            1, missing[0], f"is missing, a column of every Shopify product export ({len(missing)} are missing)"
        )
    if len(columns) > COLUMNS_MAX:
        problems.add(1, "row", f"has more than {COLUMNS_MAX} columns")
    for position, name in enumerate(columns):
        if not name or name in columns[:position]:
            problems.add(1, name[:40] or f"column {position + 1}", "has no name" if not name else "appears twice")
    problems.raise_if_any()
