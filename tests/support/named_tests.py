"""Checks whether a test of a name exists, such as `tests/unit/test_it.py::TestIt::test_works`."""

import ast
from pathlib import Path

NAMED = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def exists(root: Path, test: str) -> bool:
    """Whether the file is there, and the classes and functions that are named in it."""
    path, *names = test.split("::")
    if not names:
        return (root / path).exists()
    body: list[ast.stmt] = ast.parse((root / path).read_text()).body
    for wanted in names:
        found = [node for node in body if isinstance(node, NAMED) and node.name == wanted]
        if not found:
            return False
        body = found[0].body
    return True
