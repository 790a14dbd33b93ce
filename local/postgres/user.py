"""As whom PostgreSQL runs, and where that user may read and write.

PostgreSQL refuses to run as root, so a root's server runs as nobody (or whoever owns the data). Nobody cannot enter
every folder, root's home for one. Rights of folders that are not ours stay as they are; what nobody must reach goes to
/var/lib/cloudshop instead, with a symbolic link where it would have been (docs/decisions/0009-local-run.md).
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
    """Somebody else than us, or us (`name` is None)."""

    name: str | None = None

    def identity(self) -> dict[str, Any]:
        """What makes subprocess run as this user; of root's groups nothing stays."""
        if self.name is None:
            return {}
        return {"user": self.name, "group": pwd.getpwnam(self.name).pw_gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if self.name is not None:
            shutil.chown(path, self.name, pwd.getpwnam(self.name).pw_gid)

    def can(self, *command: str | Path) -> bool:
        """Whether the command, run as this user, ends well."""
        try:
            return not subprocess.run(command, cwd="/", capture_output=True, check=False, **self.identity()).returncode
        except OSError as refused:
            if refused.errno == errno.EPERM:
                raise PostgresFailed(
                    f"PostgreSQL does not run as root, and this root may not become {self.name}. "
                    "Start the shop as a normal user, or name a PostgreSQL in DATABASE_URL."
                ) from None
            return False


def server_user(folder: Path) -> ServerUser:
    """As whom to run a server whose data lies, or will lie, in `folder`."""
    owner = folder.stat().st_uid if folder.exists() else None
    if os.geteuid() == 0:
        return ServerUser(pwd.getpwuid(owner).pw_name if owner else UNPRIVILEGED)
    if owner not in {None, os.geteuid()}:
        raise PostgresFailed(
            f"The data in {folder} belongs to another user, probably because the shop was started as root before. "
            "Start it as root again, or choose another folder with CLOUDSHOP_HOME=…"
        )
    return ServerUser()


def settle(folder: Path, user: ServerUser) -> Path:
    """Makes the folder, where the user may use it; returns where it really is."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    real = folder.resolve()
    if not user.can("test", "-x", real.parent):
        if real.exists():
            raise PostgresFailed(f"{user.name} may not enter {real}; move it to where {user.name} may, or remove it.")
        READABLE.mkdir(mode=0o755, parents=True, exist_ok=True)
        # A new one each time: whoever removed the link wanted to begin anew.
        real = Path(tempfile.mkdtemp(prefix="postgres-", dir=READABLE))
        folder.symlink_to(real, target_is_directory=True)
    real.mkdir(mode=0o700, exist_ok=True)
    user.own(real)
    return real
