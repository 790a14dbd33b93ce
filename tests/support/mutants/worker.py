"""A worker process of a campaign, which tries one mutant after the other in an environment of its own."""

import importlib
import os
import tempfile
from pathlib import Path

from local.postgres.database import migrate
from local.postgres.postgres import Postgres
from tests.support.folders import entered_by_all
from tests.support.mutants.mutant import DoesNotApply, Mutant
from tests.support.mutants.trial import Result, TrialEnvironment
from tests.support.mutants.working_copy import copy_project

# Importing them loads the libraries that almost all tests need.
_PRELOADED = ("tests.support.operations.shop", "tests.support.shop.running_shop", "db.models.all", "hypothesis")

_environments: list[TrialEnvironment] = []


def prepare(folder: str, widens: bool) -> None:
    """Makes this process's trial environment in the folder. Its PostgreSQL stops with the process."""
    for module in _PRELOADED:
        importlib.import_module(module)
    own = entered_by_all(Path(tempfile.mkdtemp(dir=folder)))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(own)
    server = Postgres(own / "postgres", durable=False).start()
    migrate(server.url)
    _environments.append(TrialEnvironment(copy_project(own / "copy"), server, widens))


def try_out(mutant: Mutant) -> Result:
    try:
        return _environments[0].try_out(mutant)
    except DoesNotApply as failure:
        return Result("broken", str(failure), 0.0)
