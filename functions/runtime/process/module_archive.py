"""The compiled modules of an image in one file, so that a start does not search folders for them.

Python looks for each of seven hundred modules along its path, and opens, checks and reads a file for it: 50 of the 420
ms of processor time that place-order's imports take (docs/decisions/0024-cold-starts.md). An image does not change, so
functions/pack.py writes down what is found, when the image is built.
"""

import marshal
import mmap
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType, ModuleType

# Where the image has it; in a checkout there is none, and modules are found as ever.
FILE = "/packages/modules.packed"
# What precedes the code in a compiled module (PEP 552), and the size of the index in the packed file.
PYC_HEAD_BYTES, SIZE_BYTES = 16, 8


class ArchiveLoader(SourceFileLoader):
    """Loads a module as if it came from its own file: its source, for a traceback, and its data still do."""

    def __init__(self, name: str, path: str, code: memoryview) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, _fullname: str) -> CodeType:
        code: CodeType = marshal.loads(self._code)  # noqa: S302 - as safe as the compiled files it stands for
        return code


class ArchiveFinder:
    """Finds what a packed file holds, and leaves all else to the finders after it."""

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
    """Modules imported from now on come from the packed file, where there is one."""
    with suppress(FileNotFoundError), open(file, "rb") as opened:  # noqa: PTH123 - pathlib may not be loaded yet
        packed = memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
        # Behind the finders of what is built in, before the one that searches folders.
        sys.meta_path.insert(2, ArchiveFinder(packed))


def pack(file: str, modules: Iterable[ModuleType]) -> None:
    """Writes those of the modules to the file that were loaded from compiled ones."""
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
