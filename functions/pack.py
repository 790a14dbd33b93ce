"""`python -m functions.pack`: packs all that any operation or the gateway imports, when their image is built."""

import importlib
import pkgutil
import sys

import functions
import gateway
from functions.runtime.packed_modules import FILE, pack

# What is imported by name, or only once a function is served.
BY_NAME = ("functions_framework", "psycopg", "sqlalchemy.dialects.postgresql.psycopg")


def main() -> None:
    for package in (functions, gateway):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(found.name)
    for name in BY_NAME:
        importlib.import_module(name)
    pack(FILE, list(sys.modules.values()))


if __name__ == "__main__":
    main()
