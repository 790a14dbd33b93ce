"""A module is where its name leads, and no folder has too many files. The web shop's folders have their own test."""

from collections import Counter
from pathlib import Path

import pytest

from codegen.operations import ROOT, operation_modules
from codegen.scaffolding.specification import RESERVED
from tests.support.imports import ROOT_PACKAGES

OPERATIONS = {module.path for module in operation_modules().values()}
CONTEXTS = sorted({path.parent for path in OPERATIONS})
MODULES_MAX = 15
# Folders of one concern that is larger than that.
LARGER = {
    "db/models": "the tables of one context a module, or of one concern of it; all.py imports every one",
    "db/migrations/versions": "one file per migration, in the order of their numbers",
    "ops/cluster": "the steps of making a cluster and deploying to it, a module each, which import one another",
    "tests/contracts": "one file per contract; none imports another",
    "tests/manifests": "one file per concern of what the cluster gets; none imports another",
    "tests/web": "one file per part of the web shop, of shoppers' and of staff's side; none imports another",
}


def counted(path: Path) -> bool:
    """An operation, and the test of one, is found by its name however many there are."""
    tested = ROOT / "functions" / path.parent.name / path.name.removeprefix("test_")
    return path.name != "__init__.py" and path not in OPERATIONS and tested not in OPERATIONS


def crowded() -> dict[str, int]:
    """The folders with more modules than one can take in, and how many those are."""
    modules = (path for top in ROOT_PACKAGES for path in ROOT.glob(f"{top}/**/*.py") if counted(path))
    numbers = Counter(str(path.parent.relative_to(ROOT)) for path in modules)
    return {folder: number for folder, number in numbers.items() if number > MODULES_MAX}


def test_a_folder_with_many_modules_says_why_it_has_no_rooms() -> None:
    assert {folder: number for folder, number in crowded().items() if folder not in LARGER} == {}


def test_no_folder_is_excused_that_needs_no_excuse() -> None:
    assert set(LARGER) - crowded().keys() == set()


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda path: path.name)
def test_a_context_has_operations_and_a_few_modules_of_known_names(context: Path) -> None:
    others = {path.stem for path in context.glob("*.py") if path not in OPERATIONS} - {"__init__"}
    assert others <= set(RESERVED), "a room (a folder) takes it"
