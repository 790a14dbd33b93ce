"""Counts what operations load before they can answer; reads `{name: path of its module}` and prints the counts.

It counts modules with code (an empty `__init__.py`, or one with only a docstring, has none) and their bytecode
instructions. One process loads the framework, which every function needs, and forks for each operation; it imports
nothing else, because modules that it has loaded already are not counted.
"""

import importlib.util
import json
import os
import sys
import types
from functools import cache
from importlib.machinery import SourceFileLoader
from typing import Any

import functions_framework  # noqa: F401 - loaded before the count begins

# A development package, which the image does not have.
sys.modules["greenlet"] = None  # type: ignore[assignment]


def count(paths: dict[str, str]) -> dict[str, dict[str, Any]]:
    """The modules that each operation loads beyond the framework, and their instructions."""
    found = {}
    for name, path in paths.items():
        loaded = {module: code for module, origin in _loaded_by(path).items() if (code := _code(origin)) is not None}
        found[name] = {"modules": sorted(loaded), "instructions": sum(loaded.values())}
    return found


def _loaded_by(path: str) -> dict[str, str]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as report:
            json.dump(_load(path), report)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as report:
        text = report.read()
    os.waitpid(child, 0)
    found: dict[str, str] = json.loads(text)
    return found


def _load(path: str) -> dict[str, str]:
    before = set(sys.modules)
    spec = importlib.util.spec_from_file_location("operation", path)
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    added = {name: getattr(sys.modules[name], "__spec__", None) for name in set(sys.modules) - before}
    return {name: getattr(spec, "origin", None) or "" for name, spec in added.items()}


@cache
def _code(origin: str) -> int | None:
    """The instructions of a module's file: 0 for a C extension, and None for a file without code."""
    if not origin.endswith(".py"):
        return 0
    code = SourceFileLoader("counted", origin).get_code("counted")
    assert code is not None
    return None if {*code.co_names} <= {"__doc__"} else _instructions(code)


def _instructions(code: types.CodeType) -> int:
    inner = (constant for constant in code.co_consts if isinstance(constant, types.CodeType))
    return len(code.co_code) // 2 + sum(map(_instructions, inner))


if __name__ == "__main__":
    print(json.dumps(count(json.load(sys.stdin))))
