"""Packs an image's compiled modules into one file, so that a start does not search folders for them.

Python searches its path for each of seven hundred modules, and opens, checks and reads a file for each: 50 of the 420
ms of processor time that place-order's imports take (docs/decisions/0024-cold-starts.md). functions/pack.py writes the
archive when the image is built, since an image does not change.
"""

import marshal
import mmap
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType, ModuleType

# Its place in the image; a checkout has none, and imports modules as usual.
FILE = "/packages/modules.packed"
# The header of a compiled module (PEP 552), and the size of the archive's index.
PYC_HEAD_BYTES, SIZE_BYTES = 16, 8


class ArchiveLoader(SourceFileLoader):
    """Loads a module's code from the archive; its source, for tracebacks, and its data still come from its own file."""

    def __init__(self, name: str, path: str, code: memoryview) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, _fullname: str) -> CodeType:
        code: CodeType = marshal.loads(self._code)  # noqa: S302 - as safe as the compiled files it replaces
        return code


class ArchiveFinder:
    """Finds the modules in an archive, and leaves others to the finders after it."""

    def __init__(self, packed: memoryview) -> None:
        size = int.from_bytes(packed[:SIZE_BYTES], "little")
        self._index = marshal.loads(packed[SIZE_BYTES:][:size])  # noqa: S302 - as above
        self._code = packed[SIZE_BYTES + size :]

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self._index:
            return None
        origin, folders, start, end = self._index[name]
        loader = ArchiveLoader(name, origin, self._code[start:end])
        return spec_from_file_location(name, origin, loader=loader, submodule_search_locations=folders)


def install(file: str = FILE) -> None:
    """Makes Python import modules from the archive from now on, if it exists."""
    with suppress(FileNotFoundError), open(file, "rb") as opened:  # noqa: PTH123 - pathlib may not be loaded yet
        packed = memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
        # After the finders of built-in modules, before the one that searches folders.
        sys.meta_path.insert(2, ArchiveFinder(packed))


def pack(file: str, modules: Iterable[ModuleType]) -> None:
    """Writes the modules that were loaded from compiled files to the archive."""
    index, codes, end = {}, [], 0
    for spec in [module.__spec__ for module in modules]:
        if spec and spec.cached and isinstance(spec.loader, SourceFileLoader):
            code = spec.loader.get_data(spec.cached)[PYC_HEAD_BYTES:]
            folders = spec.submodule_search_locations
            start, end = end, end + len(code)
            index[spec.name] = (spec.origin, None if folders is None else list(folders), start, end)
            codes.append(code)
    head = marshal.dumps(index)
    with open(file, "wb") as opened:  # noqa: PTH123 - as above
        opened.write(len(head).to_bytes(SIZE_BYTES, "little") + head + b"".join(codes))
