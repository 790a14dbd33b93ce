"""Collects a file's problems while the whole file is read; a file with any is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from functions.catalog.errors import FileRefused

T = TypeVar("T")

PROBLEMS_REPORTED_MAX = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `line` is the number of its first line."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def has_any(self, *columns: str) -> bool:
        """Whether any of the columns is filled."""
        return any(self[column] for column in columns)


@dataclass(slots=True)
class Problems:
    """A file's problems. All are counted, the first PROBLEMS_REPORTED_MAX are reported."""

    reported: list[dict[str, str | int]] = field(default_factory=list)
    total: int = 0

    def add(self, line: int, column: str, problem: str) -> None:
        self.total += 1
        if len(self.reported) < PROBLEMS_REPORTED_MAX:
            self.reported.append({"line": line, "field": column, "problem": problem})

    def read(self, row: Row, column: str, parse: Callable[[str], T], otherwise: T) -> T:
        """Parses a cell; for one that is wrong, adds a problem and returns `otherwise`."""
        try:
            return parse(row[column])
        except ValueError as problem:
            self.add(row.line, column, str(problem))
            return otherwise

    def raise_if_any(self) -> None:
        """Raises FileRefused if there are problems."""
        if self.total:
            self.reported.sort(key=lambda problem: problem["line"])
            first = self.reported[0]
            detail = f"Line {first['line']}, {first['field']}: {first['problem']}. Nothing of the file was imported."
            raise FileRefused(detail, errors=self.reported, errors_total=self.total)
