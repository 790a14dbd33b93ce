"""`python -m functions.pack functions gateway`: packs all modules that these packages import, at image build."""

import importlib
import pkgutil
import sys

from functions.runtime.process.module_archive import FILE, pack

# Modules that are imported by name or while serving.
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
