"""Runs tests against a mutant, and says which of them failed."""

import gc
import os
import re
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psycopg
import pytest

from local.postgres.postgres import Postgres
from local.postgres.setup import DATABASE
from tests.support.mutants.mutant import ROOT, Mutant
from tests.support.mutants.working_copy import applied

# Tests have limits of their own; this one is for what hangs outside of a test.
SECONDS_MAX = 600
# That a library is loaded already is what makes a trial quick.
OPTIONS = ("-x", "-rfE", "--tb=no", "--no-header", "-n", "0", "-W", "ignore::pytest.PytestAssertRewriteWarning")
_FAILURE = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)

Verdict = Literal["caught", "caught by others", "survived", "broken"]


@dataclass(frozen=True, slots=True)
class Result:
    """`caught_by` is the first test that failed, or for a broken mutant the end of what pytest printed."""

    verdict: Verdict
    caught_by: str
    seconds: float


def wider(path: str) -> tuple[str, ...]:
    """All tests of the module's context, which run if the named ones notice nothing."""
    top, context = path.split("/")[:2]
    if top == "gateway":
        return ("tests/gateway",)
    folders = (f"tests/unit/{context}", f"tests/operations/{context}")
    return tuple(each for each in folders if (ROOT / each).exists())


@dataclass(frozen=True, slots=True)
class TrialEnvironment:
    """A copy of the project, in which mutants are tried, and a server with the migrated database."""

    copy: Path
    server: Postgres
    # Whether the whole context's tests are run if the named ones notice nothing.
    widens: bool

    def try_out(self, mutant: Mutant) -> Result:
        """Runs the mutant's own tests, and the wider set if they notice nothing.

        What a test noticed counts only if that test passes on the code without the defect.
        """
        started = time.monotonic()
        with applied(mutant, self.copy):
            verdict, caught_by = self._run(mutant.tests)
            if self.widens and verdict == "survived" and not mutant.equivalent:
                verdict, caught_by = self._run(wider(mutant.path))
                verdict = "caught by others" if verdict == "caught" else verdict
        if caught_by.startswith("tests/") and self._run((caught_by,))[0] != "survived":
            verdict, caught_by = "broken", f"{caught_by} fails without the defect, too"
        return Result(verdict, caught_by, round(time.monotonic() - started, 1))

    def _run(self, tests: tuple[str, ...]) -> tuple[Verdict, str]:
        if not tests:
            # pytest would run all there are.
            return "survived", ""
        with tempfile.TemporaryFile() as output, _new_database(self.server) as database:
            # A fork has the libraries already, which take longer to import than most tests to run.
            if (child := os.fork()) == 0:
                _become_pytest(self.copy, tests, database, output.fileno())
            code = _exit_code(child)
            output.seek(0)
            printed = output.read().decode(errors="replace")
        failed = _FAILURE.search(printed)
        if code == pytest.ExitCode.TESTS_FAILED and failed:
            return "caught", failed[1]
        if code is None:
            return "caught", f"no end within {SECONDS_MAX} s"
        return ("survived", "") if code == pytest.ExitCode.OK else ("broken", printed[-500:])


class _Database(Postgres):
    """Another database of a server that runs already."""

    def __init__(self, server: Postgres, name: str) -> None:
        super().__init__(server.folder, port=server.port)
        self._name = name

    @property
    def url(self) -> str:
        return super().url.removesuffix(DATABASE) + self._name


@contextmanager
def _new_database(server: Postgres) -> Iterator[Postgres]:
    """A copy of the migrated database, so that no trial finds what another left."""
    administrator = server.url.replace("+psycopg", "").removesuffix(DATABASE) + "postgres"
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute("SET statement_timeout = 0")
        connection.execute("DROP DATABASE IF EXISTS trial WITH (FORCE)")
        connection.execute(f"CREATE DATABASE trial TEMPLATE {DATABASE}")
    yield _Database(server, "trial")


def _become_pytest(copy: Path, tests: tuple[str, ...], database: Postgres, output: int) -> None:
    """Runs the tests of the copy in this process, on the database, and ends it."""
    code = int(pytest.ExitCode.INTERNAL_ERROR)
    # What this process inherited is not its own to clean up: pytest would report it as left open.
    gc.freeze()
    inherited = dict(sys.modules)
    try:
        os.setsid()
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.chdir(copy)
        _forget_project(copy)
        from tests.support import postgres

        vars(postgres)["running_postgres"] = lambda _folder: nullcontext(database)
        code = int(pytest.main([*OPTIONS, *tests]))
    except BaseException:  # noqa: BLE001 - nothing of this process may continue in its parent's code
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        del inherited
        os._exit(code)


def _forget_project(copy: Path) -> None:
    """Lets the project's modules be imported again, from the copy."""
    tops = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    for name in [name for name in sys.modules if name.partition(".")[0] in tops]:
        del sys.modules[name]
    sys.path[:] = [str(copy), *(path for path in sys.path if path not in {"", str(ROOT)})]


def _exit_code(child: int) -> int | None:
    """The child's exit code; None if it had to be killed."""
    deadline = time.monotonic() + SECONDS_MAX
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None
