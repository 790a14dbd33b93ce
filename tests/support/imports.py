"""Lists the modules that a Python file imports."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from codegen.operations import ROOT

# Our top packages, as import-linter knows them.
ROOT_PACKAGES = frozenset(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"])


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
