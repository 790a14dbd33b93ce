"""`python -m benchmarks [NAME ...]`: runs what is measured here, and keeps each result in benchmarks/results/."""

import importlib
import json
import pkgutil
import sys
from types import ModuleType

import benchmarks
from benchmarks.record import record


def names(package: ModuleType) -> list[str]:
    """Every module of the package that measures something: it has a `measure`."""
    modules = [module.name for module in pkgutil.iter_modules(package.__path__) if not module.ispkg]
    return [name for name in modules if _measures(package, name)]


def run(package: ModuleType, wanted: list[str]) -> None:
    """Measures what is `wanted`, or else everything that the package can."""
    known = names(package)
    if unknown := set(wanted) - set(known):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(known)}.")
    for name in wanted or known:
        print(f"{name} ...", flush=True)
        figures = importlib.import_module(f"{package.__name__}.{name}").measure()
        print(json.dumps(figures, indent=2))
        print(f"kept in {record(name.replace('_', '-'), figures)}")


def _measures(package: ModuleType, name: str) -> bool:
    return name != "__main__" and hasattr(importlib.import_module(f"{package.__name__}.{name}"), "measure")


if __name__ == "__main__":
    run(benchmarks, sys.argv[1:])
