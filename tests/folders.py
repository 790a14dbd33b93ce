"""pytest's folders are for their owner only; PostgreSQL runs as somebody else when the tests run as root."""

import os
import tempfile
from pathlib import Path


def entered_by_all(folder: Path) -> Path:
    """The folder of a test, which PostgreSQL may enter from now on."""
    for parent in (folder, *folder.parents[:2]):
        if os.geteuid() == 0 and parent != Path(tempfile.gettempdir()):
            parent.chmod(parent.stat().st_mode | 0o011)
    return folder
