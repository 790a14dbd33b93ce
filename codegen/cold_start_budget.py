"""Counts the modules that each operation loads at a cold start, and their bytecode instructions.

One process loads the framework, which all functions share, and forks for each operation.
"""

import importlib.util
import json
import os
import sys
import types
from functools import cache
from pathlib import Path
from typing import Any

from codegen.operations import ROOT, operation_modules

Loaded = dict[str, str]
BUDGET = ROOT / "tests/contracts/cold_start_budget.json"


def counted() -> dict[str, dict[str, Any]]:
    """By operation: the modules that it loads besides the framework, and the number of their instructions."""
    loads = {name: _loaded_by(module.path) for name, module in operation_modules().items()}
    return {
        name: {"modules": sorted(found), "instructions": sum(map(_instructions_in, found.values()))}
        for name, found in loads.items()
    }


def _loaded_by(path: Path) -> Loaded:
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
    found: Loaded = json.loads(text)
    return found


def _load(path: Path) -> Loaded:
    before = set(sys.modules)
    spec = importlib.util.spec_from_file_location("operation", path)
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    added = {name: getattr(sys.modules[name], "__spec__", None) for name in set(sys.modules) - before}
    return {name: getattr(spec, "origin", None) or "" for name, spec in added.items()}


@cache
def _instructions_in(origin: str) -> int:
    if not origin.endswith(".py"):
        return 0
    return _instructions(compile(Path(origin).read_bytes(), origin, "exec", dont_inherit=True))


def _instructions(code: types.CodeType) -> int:
    inner = (constant for constant in code.co_consts if isinstance(constant, types.CodeType))
    return len(code.co_code) // 2 + sum(map(_instructions, inner))


if __name__ == "__main__":
    import functions_framework  # noqa: F401 - loaded before the count begins

    report = counted()
    if sys.argv[1:] == ["--write"]:
        budget = {name: {"modules": len(c["modules"]), "instructions": c["instructions"]} for name, c in report.items()}
        BUDGET.write_text(json.dumps(budget, indent=2, sort_keys=True) + "\n")
    else:
        print(json.dumps(report))
