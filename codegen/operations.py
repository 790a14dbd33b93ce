"""Finds the operations in the source tree and reads their declarations without running them.

Each list is read once: a process sees the tree as it was at first.
"""

import ast
import functools
import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
DECORATORS = {"http_operation": "http", "event_operation": "event", "dead_letter_sink": "internal"}


@dataclass(frozen=True, slots=True)
class Module:
    """An operation's module; `kind` is the adapter of its function: http, event or internal."""

    path: Path
    kind: str

    @property
    def name(self) -> str:
        return self.path.stem.replace("_", "-")

    @property
    def context(self) -> str:
        return self.path.parent.name

    @property
    def docstring(self) -> str:
        return ast.get_docstring(ast.parse(self.path.read_text())) or ""

    def operation(self) -> Any:
        """The operation as its adapter declares it; imports the module."""
        module = importlib.import_module(".".join(self.path.relative_to(ROOT).with_suffix("").parts))
        return getattr(module, self.path.stem).operation


@functools.cache
def operation_modules() -> dict[str, Module]:
    """Every operation module under functions/, by operation name; it has a function of its own name with an adapter."""
    found = (_operation_in(path) for path in sorted(ROOT.glob("functions/*/*.py")) if path.parent.name != "runtime")
    return {module.name: module for module in found if module is not None}


def _operation_in(path: Path) -> Module | None:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and node.name == path.stem:
            for decorator in node.decorator_list:
                name = decorator.func if isinstance(decorator, ast.Call) else decorator
                if isinstance(name, ast.Name) and name.id in DECORATORS:
                    return Module(path, DECORATORS[name.id])
    return None


@functools.cache
def routes() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((ROOT / "gateway" / "routes.yaml").read_text())
    return loaded


@functools.cache
def triggers() -> dict[str, dict[str, Any]]:
    """Every Trigger by file name."""
    return {path.stem: yaml.safe_load(path.read_text()) for path in sorted((ROOT / "eventing/triggers").glob("*.yaml"))}
