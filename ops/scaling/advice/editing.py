"""Writes changed settings into scaling.yaml, with the reason on the line above; everything else stays unchanged."""

import re
from collections.abc import Iterator, Mapping

from ops.scaling.columns import PATHS, Row, written


def changed_cells(before: Row, after: Row) -> dict[str, str]:
    return {
        column: written(column, getattr(after, column))
        for column in PATHS
        if getattr(before, column) != getattr(after, column)
    }


def edited(text: str, old: Mapping[str, Row], new: Mapping[str, Row], reason: str) -> str:
    return "".join(_lines(text, {name: changed_cells(old[name], new[name]) for name in new}, reason))


def _lines(text: str, changes: Mapping[str, Mapping[str, str]], reason: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        row = re.match(r"(\s+)([a-z0-9-]+):\s+\{", line)
        if row is None or not (cells := changes.get(row[2])):
            yield line
            continue
        yield f"{row[1]}# {reason}\n"
        yield _row(line, cells)


def _row(line: str, cells: Mapping[str, str]) -> str:
    for column, value in cells.items():
        line = re.sub(rf"(\b{column}: *)[0-9a-z]+", rf"\g<1>{value}", line)
    return line
