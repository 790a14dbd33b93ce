"""An image holds what its code uses, and nothing that only the local run or development needs."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from codegen.operations import ROOT
from functions import pack
from tests.support.imports import ROOT_PACKAGES, imported_modules

DOCKERFILE = (ROOT / "functions/Dockerfile").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PATHS = {
    "functions": {
        "functions",
        "gateway",
        "eventing",
        "db/__init__.py",
        "db/retention.py",
        "db/shopper_roles.py",
        "db/models",
        "observability",
        "rollouts",
    },
    "jobs": {"functions", "eventing", "db", "demo", "pyproject.toml"},
}
# Whose packages are installed into the image, and which groups stay out of it.
INSTALLED = {
    "functions": ("functions",),
    "jobs": ("functions", "jobs"),
    "documents": ("functions", "documents"),
}
LEFT_OUT = {
    "functions": ("jobs", "documents", "local", "node", "dev"),
    "jobs": ("documents", "local", "node", "dev"),
    "documents": ("jobs", "local", "node", "dev"),
}
# What only the image `documents` runs.
DRAWING = (ROOT / "functions/invoices/rendering", ROOT / "functions/catalog/pictures/imaging")
# No image holds a test, so nothing in one may import them.
OWN = ROOT_PACKAGES - {"tests"}


def normal(requirement: str) -> str:
    """A distribution's name out of a requirement, as PyPI compares names."""
    return re.split(r"[\s\[=~<>!;]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def installed(image: str) -> set[str]:
    lines = [line for name in INSTALLED[image] for line in (ROOT / f"requirements/{name}.txt").read_text().splitlines()]
    return {normal(line) for line in lines if line and line[0].isalnum()}


def left_out(image: str) -> set[str]:
    groups = PROJECT["dependency-groups"]
    named = {normal(each) for group in LEFT_OUT[image] for each in groups[group] if isinstance(each, str)}
    return named - {normal(each) for each in PROJECT["project"]["dependencies"]}


def imported(path: Path) -> set[str]:
    """The top packages that a module imports which are neither ours nor Python's."""
    found = {name.split(".")[0] for name in imported_modules(path)}
    return found - OWN - sys.stdlib_module_names - {"_typeshed"}


def imported_of_ours(path: Path) -> set[str]:
    """The modules of this repository that a module imports from other top folders, as paths."""
    candidates = {Path(*name.split(".")) for name in imported_modules(path) if name.split(".")[0] in OWN}
    return {str(found) for each in candidates for found in (each, each.with_suffix(".py")) if (ROOT / found).exists()}


def modules(image: str) -> list[Path]:
    return [
        module
        for name in PATHS[image]
        for path in [ROOT / name]
        for module in [path, *path.rglob("*.py")]
        if module.suffix == ".py"
    ]


@pytest.mark.parametrize("image", PATHS)
class TestImage:
    def test_holds_these_folders_only(self, image: str) -> None:
        stage = re.search(rf"^FROM interpreter AS {image}$(.*?)(?=^FROM |\Z)", DOCKERFILE, re.MULTILINE | re.DOTALL)
        assert stage is not None
        copied = re.findall(r"^COPY (?:--from=sources /srv/)?(?!--)(\S+)", stage[1], re.MULTILINE)
        assert set(copied) == PATHS[image]

    def test_holds_no_package_that_others_need(self, image: str) -> None:
        assert installed(image) & left_out(image) == set()

    def test_holds_every_package_that_its_code_imports(self, image: str) -> None:
        distributions = packages_distributions()
        wanted = {
            (package, str(path.relative_to(ROOT)))
            for path in modules(image)
            if not {*DRAWING} & {*path.parents}
            for package in imported(path)
            if not {normal(name) for name in distributions[package]} & installed(image)
        }
        assert wanted == set()


def test_the_image_that_draws_holds_every_package_that_drawing_imports() -> None:
    distributions = packages_distributions()
    wanted = {package for folder in DRAWING for path in folder.rglob("*.py") for package in imported(path)}
    names = {package: {normal(name) for name in distributions[package]} for package in wanted}
    assert {package for package in wanted if not names[package] & installed("documents")} == set()


def test_the_functions_image_holds_every_module_of_ours_that_its_functions_import() -> None:
    wanted = {found for path in (ROOT / "functions").rglob("*.py") for found in imported_of_ours(path)}
    held = PATHS["functions"]
    assert {each for each in wanted if not held & {each, *map(str, Path(each).parents)}} == set()


def test_the_functions_image_has_no_asynchronous_client_for_the_local_broker() -> None:
    """It and what only it needs are several megabytes of every function's image."""
    assert installed("functions") & {"aiohttp", "aiosignal", "frozenlist", "multidict", "propcache", "yarl"} == set()


@pytest.mark.parametrize("image", INSTALLED)
def test_no_image_has_greenlet_which_the_cold_start_budget_counts_as_missing(image: str) -> None:
    assert "greenlet" not in installed(image)


def test_the_builder_is_given_every_module_of_observability() -> None:
    """Operators' commands run some of them in the exporter's pod, where no import would tell that one is missing."""
    given = re.findall(r"^!(observability/\S+\.py)$", (ROOT / "functions/Dockerfile.dockerignore").read_text(), re.M)
    modules = {path.relative_to(ROOT) for path in ROOT.glob("observability/**/*.py")}
    assert modules - {path.relative_to(ROOT) for pattern in given for path in ROOT.glob(pattern)} == set()


def test_the_image_of_most_functions_packs_no_module_that_draws_documents() -> None:
    (named,) = re.findall(r"functions\.pack functions gateway --without (.+)", DOCKERFILE)
    left_out = named.split()
    assert tuple(ROOT / package.replace(".", "/") for package in left_out) == DRAWING
    every, packed = set(pack.modules(["functions"], [])), set(pack.modules(["functions"], left_out))
    assert {name.rpartition(".")[0] for name in every - packed if name not in left_out} == {*left_out}
    assert "functions.invoices.render_invoice" in packed
