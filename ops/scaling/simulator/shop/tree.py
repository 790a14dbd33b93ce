"""Reads the repository's files as they are now, or as they were in a commit."""

import io
import subprocess
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol


class Tree(Protocol):
    def files(self, *folders: str) -> dict[str, str]:
        """The text of each YAML file at or below these paths, by path."""
        ...


class WorkTree:
    def __init__(self, root: Path) -> None:
        self._root = root

    def files(self, *folders: str) -> dict[str, str]:
        found = [each for folder in folders for each in _below(self._root / folder)]
        return {each.relative_to(self._root).as_posix(): each.read_text() for each in sorted(found)}


class Commit:
    """The files of a commit; raises ValueError if the commit or a folder in it does not exist."""

    def __init__(self, root: Path, revision: str) -> None:
        self._root = root
        self._revision = revision

    def files(self, *folders: str) -> dict[str, str]:
        archive = ["git", "-C", str(self._root), "archive", "--format=tar", self._revision, "--", *folders]
        packed = subprocess.run(archive, capture_output=True, check=False)
        if packed.returncode:
            raise ValueError(packed.stderr.decode().strip())
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tar:
            return {each.name: _text(tar, each) for each in tar.getmembers() if each.name.endswith(".yaml")}


def _below(path: Path) -> Iterable[Path]:
    return path.rglob("*.yaml") if path.is_dir() else [path]


def _text(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    file = tar.extractfile(member)
    return file.read().decode() if file else ""
