"""`python -m functions.pack functions gateway`: packs all modules that these packages import, at image build.

`--without` names packages whose libraries the image does not have."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Iterator, Sequence

from functions.runtime.process.module_archive import FILE, pack

# Modules that are imported by name or while serving.
BY_NAME = ("functions_framework", "psycopg", "sqlalchemy.dialects.postgresql.psycopg")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m functions.pack")
    parser.add_argument("packages", nargs="+")
    parser.add_argument("--without", metavar="PACKAGE", nargs="*", default=())
    chosen = parser.parse_args(arguments)
    for name in (*modules(chosen.packages, chosen.without), *BY_NAME):
        importlib.import_module(name)
    pack(FILE, list(sys.modules.values()))


def modules(packages: Sequence[str], without: Sequence[str]) -> Iterator[str]:
    """The names of all modules of the packages, but for those of the packages `without`."""
    for name in packages:
        for found in pkgutil.walk_packages(importlib.import_module(name).__path__, f"{name}."):
            if not f"{found.name}.".startswith(tuple(f"{each}." for each in without)):
                yield found.name


if __name__ == "__main__":
    main()
