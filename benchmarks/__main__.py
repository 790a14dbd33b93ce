"""`python -m benchmarks [NAME ...]` runs benchmarks and stores their results in benchmarks/results/."""

import importlib
import json
import pkgutil
import sys
from types import ModuleType

import benchmarks
from benchmarks.record import record


def names(package: ModuleType) -> list[str]:
    """The names of the package's benchmarks, which are its modules with a function `measure`."""
    modules = [module.name for module in pkgutil.iter_modules(package.__path__) if not module.ispkg]
    return [name for name in modules if _is_benchmark(package, name)]


def run(package: ModuleType, wanted: list[str]) -> None:
    """Runs the `wanted` benchmarks of the package, or all of them."""
    known = names(package)
    if unknown := set(wanted) - set(known):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}. The benchmarks are: {', '.join(known)}.")
    for name in wanted or known:
        print(f"{name} ...", flush=True)
        result = importlib.import_module(f"{package.__name__}.{name}").measure()
        print(json.dumps(result, indent=2))
        print(f"stored in {record(name.replace('_', '-'), result)}")


def _is_benchmark(package: ModuleType, name: str) -> bool:
    return name != "__main__" and hasattr(importlib.import_module(f"{package.__name__}.{name}"), "measure")


if __name__ == "__main__":
    run(benchmarks, sys.argv[1:])
