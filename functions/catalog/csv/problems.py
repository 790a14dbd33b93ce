"""The rows of a file, and what is wrong with them: the whole file is read before it is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from functions.catalog.errors import FileRefused

T = TypeVar("T")

PROBLEMS_REPORTED_MAX = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One record; `line` is where it begins, as an editor counts."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def says(self, *columns: str) -> bool:
        """Whether any of the columns is filled."""
        return any(self[column] for column in columns)


@dataclass(slots=True)
class Problems:
    """What is wrong with the file, by line; the first are told, all are counted."""

    told: list[dict[str, str | int]] = field(default_factory=list)
    total: int = 0

    def add(self, line: int, column: str, problem: str) -> None:
        self.total += 1
        if len(self.told) < PROBLEMS_REPORTED_MAX:
            self.told.append({"line": line, "field": column, "problem": problem})

    def read(self, row: Row, column: str, meaning: Callable[[str], T], otherwise: T) -> T:
        """What the cell means; where it is wrong that is entered here, and reading goes on."""
        try:
            return meaning(row[column])
        except ValueError as problem:
            self.add(row.line, column, str(problem))
            return otherwise

    def refuse(self) -> None:
        """Raises FileRefused if there are any."""
        if self.total:
            self.told.sort(key=lambda fault: fault["line"])
            first = self.told[0]
            detail = f"Line {first['line']}, {first['field']}: {first['problem']}. Nothing of the file was imported."
            raise FileRefused(detail, errors=self.told, errors_total=self.total)
