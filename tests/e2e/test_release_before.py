"""A rollback works: the code of the release before passes its own tests on the schema that this release makes."""

import os
import re
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest

from local.host.operations import ROOT
from tests.support.folders import entered_by_all
from tests.support.release_before import MIGRATIONS, check_out, release_before

SECONDS_MAX = 1500
# What the runtime does when a database hangs or refuses is the same on every schema, and takes minutes to see.
WITHOUT = "--ignore=tests/operations/runtime"


def _failed(folder: Path, tests: Collection[str]) -> set[str]:
    """Those of the release's tests that fail in the folder."""
    command = [sys.executable, "-m", "pytest", *tests, WITHOUT, "-q", "-rfE", "-n", "2", "-p", "no:cacheprovider"]
    # Those of the tests around it would make it one of their workers.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS_MAX, check=False
    )
    assert done.returncode in {0, 1}, f"{done.stdout[-4000:]}{done.stderr[-2000:]}"
    return set(re.findall(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", done.stdout, re.MULTILINE))


@pytest.mark.timeout(2 * SECONDS_MAX)
def test_the_release_before_runs_on_this_schema(tmp_path: Path) -> None:
    commit = release_before()
    if not commit:
        pytest.skip("there is no Git history that names the release before")
    entered_by_all(tmp_path)
    check_out(commit, tmp_path / "this", ROOT / MIGRATIONS)
    failed = _failed(tmp_path / "this", ["tests/operations"])
    if failed:
        # A test that fails on the release's own schema, too, says nothing of this one.
        check_out(commit, tmp_path / "own")
        failed -= _failed(tmp_path / "own", failed)
    assert failed == set(), commit
