"""Mutants: single defects, each a small change of one function, with the tests that should notice it."""

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent.parent
DEFINITIONS = ROOT / "tests/mutants"


class DoesNotApply(Exception):
    """The text to replace is not in the function, or more than once."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A defect; `breaks` says what goes wrong, `equivalent` why no test can notice it, if none can.

    `tests` are paths or node ids for pytest. They are run together, and one of them has to fail.
    """

    domain: str
    breaks: str
    path: str
    function: str
    replaced: str
    replacement: str
    tests: tuple[str, ...]
    equivalent: str = ""

    def mutated(self, source: str) -> str:
        """The module's source with the defect; raises DoesNotApply. Only the function is searched, so that changes of
        other functions do not matter."""
        start, end = _extent(source, self.function)
        body = source[start:end]
        if (number := body.count(self.replaced)) != 1:
            raise DoesNotApply(f"{self.breaks}: {self.function or self.path} has the text {number} times")
        return source[:start] + body.replace(self.replaced, self.replacement) + source[end:]


def defects() -> list[Mutant]:
    """The mutants that are written down in tests/mutants, by domain."""
    files = sorted(path for path in DEFINITIONS.glob("*.yaml") if path.stem != "locks")
    return [_mutant(path.stem, entry) for path in files for entry in yaml.safe_load(path.read_text())]


def _mutant(domain: str, entry: dict[str, Any]) -> Mutant:
    path, _, function = entry["in"].partition("::")
    return Mutant(
        domain=domain,
        breaks=entry["breaks"],
        path=path,
        function=function,
        replaced=entry["replace"],
        replacement=entry["by"] or "",
        tests=tuple(entry["tests"]),
        equivalent=entry.get("equivalent", ""),
    )


def _extent(source: str, function: str) -> tuple[int, int]:
    """Start and end of the function or class in the source, with its decorators; of all of it without a name."""
    if not function:
        return 0, len(source)
    node: ast.AST = ast.parse(source)
    for name in function.split("."):
        named = [child for child in ast.iter_child_nodes(node) if getattr(child, "name", None) == name]
        if len(named) != 1:
            raise DoesNotApply(f"there is no {function}")
        node = named[0]
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    lines = source.splitlines(keepends=True)
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return len("".join(lines[: first - 1])), len("".join(lines[: node.end_lineno]))
