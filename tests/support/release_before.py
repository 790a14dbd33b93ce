"""The release before this one: the last commit whose newest migration is another one than this checkout's."""

import shutil
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

from db.schema import newest_revision
from local.host.operations import ROOT

MIGRATIONS = Path("db/migrations")


def release_before() -> str:
    """The commit of the release before; "" without a Git history, as in an unpacked archive."""
    (newest,) = (ROOT / MIGRATIONS / "versions").glob(f"{newest_revision()}_*.py")
    try:
        added = git("log", "--first-parent", "--diff-filter=A", "--format=%H", "--", str(newest)).decode().split()
        # A migration that is not committed yet is newer than every commit.
        return git("rev-parse", f"{added[0]}^" if added else "HEAD").decode().strip()
    except (subprocess.CalledProcessError, FileNotFoundError):
        return ""


def check_out(commit: str, folder: Path, migrations: Path | None = None) -> None:
    """Checks out the commit's files, with other `migrations` if these are given."""
    with tarfile.open(fileobj=BytesIO(git("archive", commit))) as archive:
        archive.extractall(folder, filter="data")
    if migrations is not None:
        shutil.rmtree(folder / MIGRATIONS)
        shutil.copytree(migrations, folder / MIGRATIONS)


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True, timeout=60).stdout
