"""`python -m functions.pack functions gateway`: packs all that these packages import, when their image is built."""

import importlib
import pkgutil
import sys

from functions.runtime.process.module_archive import FILE, pack

# What is imported by name, or only once a function is served.
BY_NAME = ("functions_framework", "psycopg", "sqlalchemy.dialects.postgresql.psycopg")


def main() -> None:
    for name in sys.argv[1:]:
        for found in pkgutil.walk_packages(importlib.import_module(name).__path__, f"{name}."):
            importlib.import_module(found.name)
    for name in BY_NAME:
        importlib.import_module(name)
    pack(FILE, list(sys.modules.values()))


if __name__ == "__main__":
    main()
