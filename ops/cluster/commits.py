"""Reads, exports and creates the commits that are deployed."""

import atexit
import functools
import shutil
import tarfile
import tempfile
from pathlib import Path

from ops.errors import CommandError
from ops.shell import ROOT, run

SELF = "CloudShop"


def head(repository: Path = ROOT) -> str:
    """The checked-out commit."""
    try:
        return _git(repository, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except CommandError:
        raise CommandError(
            f"{repository} is not a Git repository with a commit. Only what is committed is deployed: "
            "`git init && git add --all && git commit`."
        ) from None


def described(commit: str, repository: Path = ROOT) -> str:
    """The commit's abbreviated hash and subject, with a warning about uncommitted files."""
    note = _git(repository, "log", "-1", "--format=%h %s", commit)
    changed = uncommitted(repository)
    few = ", ".join(changed[:3]) + (", …" if len(changed) > 3 else "")
    return f"{note[:60]} · NOT committed, so not deployed: {few}" if changed else note[:60]


def uncommitted(repository: Path = ROOT) -> list[str]:
    """The working copy's files that differ from HEAD."""
    return [line[3:] for line in _git(repository, "status", "--porcelain", strip=False).splitlines()]


@functools.cache
def exported(commit: str, repository: Path = ROOT) -> Path:
    """A folder with the commit's files, which exists as long as this process."""
    folder = Path(tempfile.mkdtemp(prefix="cloudshop-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    archive = folder / "commit.tar"
    # The file modes of a usual checkout, whatever this machine's umask, because they are part of an image's content.
    _git(repository, "-c", "tar.umask=0022", "archive", "--format=tar", f"--output={archive}", commit)
    with tarfile.open(archive) as tar:
        tar.extractall(folder / "files", filter="data")
    return folder / "files"


def on_top(commit: str, files: dict[str, str], message: str, repository: Path = ROOT) -> str:
    """Creates a child of the commit with these files changed, outside of any branch; its hash is reproducible."""
    with tempfile.TemporaryDirectory() as folder:
        index = f"GIT_INDEX_FILE={folder}/index"
        _git(repository, "read-tree", commit, environment=(index,))
        for path, text in files.items():
            (changed := Path(folder) / "file").write_text(text)
            blob = _git(repository, "hash-object", "-w", str(changed))
            _git(repository, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", environment=(index,))
        tree = _git(repository, "write-tree", environment=(index,))
    when = _git(repository, "log", "-1", "--format=%cI", commit)
    who = [
        f"GIT_{role}_{what}"
        for role in ("AUTHOR", "COMMITTER")
        for what in (f"NAME={SELF}", "EMAIL=deploy@cloudshop.invalid", f"DATE={when}")
    ]
    return _git(repository, "commit-tree", tree, "-p", commit, "-m", message, environment=tuple(who))


def _git(repository: Path, *arguments: str, environment: tuple[str, ...] = (), strip: bool = True) -> str:
    printed = run("env", *environment, "git", "-C", str(repository), *arguments, seconds=60)
    return printed.strip() if strip else printed
