"""`python -m benchmarks [NAME ...]`: runs what is measured here, and keeps each result in benchmarks/results/."""

import importlib
import json
import pkgutil
import sys

import benchmarks
from benchmarks.record import record


def names() -> list[str]:
    """Every module here that measures something: it has a `measure`."""
    return [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if _measures(module.name)]


def main(wanted: list[str]) -> None:
    known = names()
    if unknown := set(wanted) - set(known):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(known)}.")
    for name in wanted or known:
        print(f"{name} ...", flush=True)
        figures = importlib.import_module(f"benchmarks.{name}").measure()
        print(json.dumps(figures, indent=2))
        print(f"kept in {record(name, figures)}")


def _measures(name: str) -> bool:
    return name != "__main__" and hasattr(importlib.import_module(f"benchmarks.{name}"), "measure")


if __name__ == "__main__":
    main(sys.argv[1:])
