"""The store of pictures' files: a folder, or a bucket of an S3-compatible store, as the setting `picture_store` says.

`file:///folder` is for one machine. `https://host/bucket` is a bucket that is private, since read-picture serves what
is in it.
"""

import functools
import os
import tempfile
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from functions.runtime.settings import NONE, settings


class PictureStore(Protocol):
    """Files by name, of two parts with a slash between them. Raises Unavailable while it cannot be reached."""

    def put(self, name: str, content: bytes, media_type: str) -> None: ...

    def get(self, name: str) -> bytes | None: ...

    def delete(self, name: str) -> None:
        """Deletes the file, if there is one."""


class Folder:
    """Keeps files in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, name: str, content: bytes, media_type: str) -> None:  # noqa: ARG002 - the file's name says it
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Renamed when complete: half a file would be served.
        descriptor, partial = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(partial).replace(path)

    def get(self, name: str) -> bytes | None:
        try:
            return (self._root / name).read_bytes()
        except FileNotFoundError:
            return None

    def delete(self, name: str) -> None:
        path = self._root / name
        path.unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()


def picture_store() -> PictureStore | None:
    """The store of the settings; None if the shop takes no uploads."""
    address, *bucket = settings().picture_store
    return None if address == NONE else _store(address, *bucket)


@functools.cache
def _store(address: str, *bucket: str) -> PictureStore:
    parts = urlsplit(address)
    if parts.scheme == "file":
        return Folder(Path(url2pathname(parts.path)))
    # Imported here: a folder needs no signatures.
    from functions.catalog.pictures.bucket import Bucket

    return Bucket(address, *bucket)
