"""Modules of an image are loaded from one file, and look as if they came from their own."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from functions.runtime.process import module_archive

SHELF = """
from importlib import resources
def label() -> str:
    return resources.files("cupboard").joinpath("label").read_text()
"""


@pytest.fixture(autouse=True)
def restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Python finds and knows afterwards what it did before."""
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    known = set(sys.modules)
    yield
    for name in set(sys.modules) - known:
        del sys.modules[name]


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A packed file with a package and a module in it; the folder that they came from can be searched no more."""
    folder, file = tmp_path / "cupboard", tmp_path / "modules.packed"
    folder.mkdir()
    (folder / "__init__.py").write_text("SHELVES = 3\n")
    (folder / "shelf.py").write_text(SHELF)
    (folder / "label").write_text("cups")
    with monkeypatch.context() as searched:
        searched.setattr(sys, "dont_write_bytecode", False)
        searched.syspath_prepend(tmp_path)
        modules = [importlib.import_module(name) for name in ("cupboard", "cupboard.shelf")]
        module_archive.pack(str(file), [*modules, sys])
    for module in modules:
        del sys.modules[module.__name__]
    return file


class TestPackedModules:
    def test_are_loaded_from_the_packed_file(self, packed: Path) -> None:
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module("cupboard")

        module_archive.install(str(packed))

        assert importlib.import_module("cupboard").SHELVES == 3

    def test_know_their_source_and_the_data_beside_it(self, packed: Path) -> None:
        module_archive.install(str(packed))

        shelf = importlib.import_module("cupboard.shelf")

        assert shelf.__file__ == str(packed.parent / "cupboard/shelf.py")
        assert shelf.label() == "cups"

    def test_what_was_not_packed_is_found_in_folders(
        self, packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "larder.py").write_text("JARS = 5\n")
        monkeypatch.syspath_prepend(tmp_path)

        module_archive.install(str(packed))

        assert importlib.import_module("larder").JARS == 5

    def test_without_a_packed_file_modules_are_found_as_ever(self, tmp_path: Path) -> None:
        before = [*sys.meta_path]

        module_archive.install(str(tmp_path / "none"))

        assert sys.meta_path == before
