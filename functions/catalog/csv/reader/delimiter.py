"""Finds the character between the cells of a file."""

import csv
import io
import re
from collections.abc import Callable

DELIMITERS = ",;\t|"
# The line in which Excel states the delimiter of a file.
_STATED = re.compile(r'"?sep=([,;\t|:^~])"?[,;\t|]*(?:\r\n|\r|\n)', re.IGNORECASE)


def find_delimiter(text: str, is_known: Callable[[str], bool]) -> tuple[str, int]:
    """The delimiter, and where the first row begins after an Excel `sep=` line.

    Without such a line, it is the character that yields the most columns that the shop knows.
    """
    if (stated := _STATED.match(text)) is not None:
        return stated[1], stated.end()

    def columns(delimiter: str) -> tuple[int, int]:
        names = _first_record(text, delimiter)
        return sum(map(is_known, names)), len(names)

    return max(DELIMITERS, key=columns), 0


def _first_record(text: str, delimiter: str) -> list[str]:
    try:
        return next((record for record in _reader(text, delimiter) if any(record)), [])
    except csv.Error:
        return []


def _reader(text: str, delimiter: str):  # type: ignore[no-untyped-def] # the type of csv.reader has no public name
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
