"""Finds every lock that the functions take, and makes a mutant without it of each."""

import ast
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.support.mutants.mutant import DEFINITIONS, ROOT, Mutant

# The tests that fail without a lock, by the lock's name.
PROOFS = DEFINITIONS / "locks.yaml"


def locks() -> list[Mutant]:
    """A mutant without each lock; `breaks` is the lock's name, such as `functions/a.py::f without FOR UPDATE`."""
    proofs = yaml.safe_load(PROOFS.read_text())
    return [mutant for path in sorted((ROOT / "functions").rglob("*.py")) for mutant in _locks_of(path, proofs)]


def _locks_of(path: Path, proofs: dict[str, list[str]]) -> Iterator[Mutant]:
    source, name = path.read_text(), str(path.relative_to(ROOT))
    for function, node in _functions(ast.parse(source), ""):
        for kind, replaced, replacement in _removals(source, node):
            breaks = f"{name}::{function} without {kind}"
            tests = tuple(proofs.get(breaks, ()))
            yield Mutant("locks", breaks, name, function, replaced, replacement, tests)


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.AST]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.FunctionDef):
            yield prefix + child.name, child


def _removals(source: str, function: ast.AST) -> Iterator[tuple[str, str, str]]:
    """Kind of each lock in the function, its text, and the text without it."""
    for node in ast.walk(function):
        text = ast.get_source_segment(source, node) or "" if isinstance(node, ast.Call | ast.keyword) else ""
        match node:
            case ast.keyword(arg="with_for_update"):
                yield "FOR UPDATE", text, "with_for_update=None"
            case ast.Call(func=ast.Attribute(attr="with_for_update", value=query)):
                before = ast.get_source_segment(source, query) or ""
                yield "FOR UPDATE", text, before
                if "skip_locked" in text[len(before) :]:
                    yield "SKIP LOCKED", text, f"{before}.with_for_update()"
            case ast.Call(func=ast.Attribute(attr=name)) if "advisory" in name:
                yield "the advisory lock", text, "func.now()"
