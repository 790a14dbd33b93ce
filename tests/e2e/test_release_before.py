"""A rollback works: the code of the release before passes its own tests on the schema that this release makes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.folders import entered_by_all
from tests.support.release_before import check_out, release_before

SECONDS_MAX = 1500
# What the runtime does when a database hangs or refuses is the same on every schema, and takes minutes to see.
WITHOUT = "--ignore=tests/operations/runtime"


def _operations_tests(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pytest", "tests/operations", WITHOUT, "-q", "-n", "2", "-p", "no:cacheprovider"]
    # Those of the tests around it would make it one of their workers.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS_MAX, check=False
    )


@pytest.mark.timeout(SECONDS_MAX + 60)
def test_the_release_before_runs_on_this_schema(tmp_path: Path) -> None:
    commit = release_before()
    if not commit:
        pytest.skip("there is no Git history that names the release before")
    check_out(commit, entered_by_all(tmp_path))
    done = _operations_tests(tmp_path)
    assert done.returncode == 0, f"{commit}:\n{done.stdout[-4000:]}{done.stderr[-2000:]}"
