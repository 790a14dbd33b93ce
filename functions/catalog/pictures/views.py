"""Renders pictures, and what becomes of uploaded ones."""

from typing import Literal

from functions.runtime.http.replies import Reply


class ImageView(Reply):
    """`url` may be a path of this shop."""

    url: str
    alternative_text: str


class UploadView(Reply):
    """An uploaded picture: `uploaded` until its smaller sizes are made, `failed` if they cannot be, by `problem`."""

    url: str
    state: Literal["uploaded", "ready", "failed"]
    problem: Literal["unreadable", "missing"] | None
