"""Reads path parameters: decodes them exactly once, and refuses ambiguous ones."""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote_to_bytes

from functions.runtime.errors import BadRequest, NotFound

_PLAIN = re.compile(rb"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")


def parameters_of(template: Sequence[str], segments: Sequence[bytes]) -> bytes | None:
    """The parameters as a query string; None if a fixed segment differs. Raises BadRequest or NotFound."""
    for wanted, segment in zip(template, segments, strict=True):
        if not wanted.startswith("{") and wanted.encode() != segment:
            return None
    named = zip(template, segments, strict=True)
    return b"&".join(wanted[1:-1].encode() + b"=" + _value(found) for wanted, found in named if wanted.startswith("{"))


def _value(segment: bytes) -> bytes:
    if _PLAIN.fullmatch(segment):
        return segment
    return quote(_decoded(segment), safe="").encode()


def _decoded(segment: bytes) -> str:
    if _BROKEN_ESCAPE.search(segment):
        raise BadRequest("The path has a % that is not followed by two hexadecimal digits.")
    try:
        text = unquote_to_bytes(segment).decode()
    except UnicodeDecodeError:
        raise BadRequest("The path is not UTF-8.") from None
    # A remaining escape means double encoding; no path of this shop has dot segments or control characters.
    if text in {"", ".", ".."} or not text.isprintable() or _ESCAPE.search(text):
        raise NotFound("There is nothing at this address.")
    return text
