"""pytest's folders are for their owner only; PostgreSQL runs as somebody else when the tests run as root."""

import itertools
import os
import tempfile
from pathlib import Path


def entered_by_all(folder: Path) -> Path:
    """The folder of a test, which PostgreSQL may enter from now on."""
    below_temporary = itertools.takewhile(lambda parent: parent != Path(tempfile.gettempdir()), folder.parents)
    # As deep as pytest and xdist nest their folders.
    for parent in (folder, *itertools.islice(below_temporary, 3)) if os.geteuid() == 0 else ():
        parent.chmod(parent.stat().st_mode | 0o011)
    return folder
