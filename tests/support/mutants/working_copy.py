"""Copies of the project in which one module at a time has a defect."""

import importlib.util
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.mutants.mutant import ROOT, Mutant


def copy_project(folder: Path) -> Path:
    """Copies all files that Git knows or does not ignore."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, names):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@contextmanager
def applied(mutant: Mutant, copy: Path) -> Iterator[None]:
    """The copy has the defect for the duration of the block."""
    module = copy / mutant.path
    source = module.read_text()
    _write(module, mutant.mutated(source))
    try:
        yield
    finally:
        _write(module, source)


def _write(module: Path, source: str) -> None:
    module.write_text(source)
    # Bytecode is taken for current if time and size are equal, and both may be: a second has room for two versions.
    Path(importlib.util.cache_from_source(module)).unlink(missing_ok=True)
