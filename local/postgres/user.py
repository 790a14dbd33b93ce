"""Chooses the system user that runs PostgreSQL, and a data folder that this user may access.

PostgreSQL refuses to run as root, so for root it runs as the user `nobody` (or as the owner of the data), who may not
enter every folder, such as root's home. Permissions of other folders are never changed; instead, the data then goes to
/var/lib/cloudshop, with a symbolic link at its usual place (docs/decisions/0009-local-run.md).
"""

import errno
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.errors import PostgresFailed

READABLE = Path("/var/lib/cloudshop")
UNPRIVILEGED = "nobody"


@dataclass(frozen=True, slots=True)
class ServerUser:
    """The user that runs PostgreSQL; `name` is None for the current user."""

    name: str | None = None

    def identity(self) -> dict[str, Any]:
        """The arguments with which subprocess runs a command as this user, without root's groups."""
        if self.name is None:
            return {}
        return {"user": self.name, "group": pwd.getpwnam(self.name).pw_gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if self.name is not None:
            shutil.chown(path, self.name, pwd.getpwnam(self.name).pw_gid)

    def can(self, *command: str | Path) -> bool:
        """Whether the command succeeds when run as this user."""
        try:
            return not subprocess.run(command, cwd="/", capture_output=True, check=False, **self.identity()).returncode
        except OSError as refused:
            if refused.errno == errno.EPERM:
                raise PostgresFailed(
                    f"PostgreSQL does not run as root, and this process may not switch to {self.name}. "
                    "Start the shop as a normal user, or set DATABASE_URL to a running PostgreSQL."
                ) from None
            return False


def server_user(folder: Path) -> ServerUser:
    """The user to run a server as, given its data folder."""
    owner = folder.stat().st_uid if folder.exists() else None
    if os.geteuid() == 0:
        return ServerUser(pwd.getpwuid(owner).pw_name if owner else UNPRIVILEGED)
    if owner not in {None, os.geteuid()}:
        raise PostgresFailed(
            f"The data in {folder} belongs to another user, probably because root started the shop before. "
            "Start it as root again, or choose another folder with CLOUDSHOP_HOME=…"
        )
    return ServerUser()


def create_data_folder(folder: Path, user: ServerUser) -> Path:
    """Creates the folder where the user may access it, if necessary behind a symbolic link; returns its real path."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    real = folder.resolve()
    if not user.can("test", "-x", real.parent):
        if real.exists():
            raise PostgresFailed(f"{user.name} may not enter {real}; move it to where {user.name} may, or delete it.")
        READABLE.mkdir(mode=0o755, parents=True, exist_ok=True)
        # A new folder each time: a deleted link means that the user wants to start afresh.
        real = Path(tempfile.mkdtemp(prefix="postgres-", dir=READABLE))
        folder.symlink_to(real, target_is_directory=True)
    real.mkdir(mode=0o700, exist_ok=True)
    user.own(real)
    return real
