"""pytest's folders are for their owner only; PostgreSQL runs as another user when the tests run as root."""

import hashlib
import itertools
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def keep_apart_from_other_checkouts() -> None:
    """pytest closes its folder for others at every start, also to the PostgreSQL of a run that another checkout has."""
    if "PYTEST_DEBUG_TEMPROOT" in os.environ:
        return
    folder = Path(tempfile.gettempdir()) / f"cloudshop-tests-{hashlib.sha256(bytes(ROOT)).hexdigest()[:8]}"
    folder.mkdir(mode=0o755, exist_ok=True)
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)


def entered_by_all(folder: Path) -> Path:
    """The folder of a test, which PostgreSQL may enter from now on."""
    below_temporary = itertools.takewhile(lambda parent: parent != Path(tempfile.gettempdir()), folder.parents)
    # As deep as pytest and xdist nest their folders.
    for parent in (folder, *itertools.islice(below_temporary, 3)) if os.geteuid() == 0 else ():
        parent.chmod(parent.stat().st_mode | 0o011)
    return folder
