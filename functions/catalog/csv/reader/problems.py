"""Collects a file's errors and warnings while the whole file is read; a file with an error is refused."""

from collections.abc import Callable, Mapping
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
class ProblemList:
    """Problems of one severity. All are counted, the first PROBLEMS_REPORTED_MAX are reported."""

    reported: list[dict[str, str | int]] = field(default_factory=list)
    total: int = 0

    def add(self, line: int, column: str, problem: str) -> None:
        self.total += 1
        if len(self.reported) < PROBLEMS_REPORTED_MAX:
            self.reported.append({"line": line, "field": column, "problem": problem})

    def by_line(self) -> list[dict[str, str | int]]:
        return sorted(self.reported, key=lambda problem: problem["line"])


@dataclass(slots=True)
class Problems:
    """A file's errors and warnings. `names` are the file's own names of the columns that the shop reads."""

    errors: ProblemList = field(default_factory=ProblemList)
    warnings: ProblemList = field(default_factory=ProblemList)
    names: Mapping[str, str] = field(default_factory=dict)

    def add(self, line: int, column: str, problem: str) -> None:
        self.errors.add(line, self.names.get(column, column), problem)

    def warn(self, line: int, column: str, problem: str) -> None:
        """Adds a warning: the merchant should know how something was read, or that it was left out."""
        self.warnings.add(line, self.names.get(column, column), problem)

    def read(self, row: Row, column: str, parse: Callable[[str], T], otherwise: T) -> T:
        """Parses a cell; for one that is wrong, adds an error and returns `otherwise`."""
        try:
            return parse(row[column])
        except ValueError as problem:
            self.add(row.line, column, str(problem))
            return otherwise

    def read_or_warn(self, row: Row, column: str, parse: Callable[[str], T], otherwise: T) -> T:
        """Parses a cell; for one that is wrong, adds a warning and returns `otherwise`."""
        try:
            return parse(row[column])
        except ValueError as problem:
            self.warn(row.line, column, str(problem))
            return otherwise

    def raise_if_any(self) -> None:
        """Raises FileRefused if there are errors."""
        if self.errors.total:
            errors = self.errors.by_line()
            detail = f"Line {errors[0]['line']}, {errors[0]['field']}: {errors[0]['problem']}."
            raise FileRefused(
                f"{detail} Nothing of the file was imported.",
                errors=errors,
                errors_total=self.errors.total,
                warnings=self.warnings.by_line(),
                warnings_total=self.warnings.total,
            )
