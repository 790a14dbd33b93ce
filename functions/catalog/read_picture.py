"""GET /api/pictures/{picture}/{file} — a file of an uploaded picture; the original until a smaller size is made.

A file never changes under its address, so it may be kept for a year.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from functions.catalog.errors import PictureUnknown
from functions.catalog.pictures.names import FILE, NAME, ORIGINALS, media_type
from functions.catalog.pictures.store import PictureStore, picture_store
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.http.replies import Document
from functions.runtime.http.requests import Request

SOON, FOR_GOOD = "public, max-age=5", "public, max-age=31536000, immutable"


class ReadPicture(Request):
    picture: Annotated[str, StringConstraints(max_length=60, pattern=f"^{NAME}$")]
    file: Annotated[str, StringConstraints(max_length=20, pattern=f"^({FILE})$")]


@dataclass(frozen=True, slots=True)
class PictureFile(Document):
    media_type: str = "image/jpeg"


@http_operation(etag=True, cache_control=SOON, errors=(PictureUnknown,), store=picture_store)
def read_picture(query: ReadPicture, *, store: PictureStore | None) -> PictureFile:
    if store is not None:
        if (content := store.get(f"{query.picture}/{query.file}")) is not None:
            return PictureFile(content, media_type(query.file), {"cache-control": FOR_GOOD})
        for original in ORIGINALS:
            if (content := store.get(f"{query.picture}/{original}")) is not None:
                return PictureFile(content, media_type(original))
    raise PictureUnknown("There is no such picture, or it was removed.")
