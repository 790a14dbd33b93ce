"""Names uploaded pictures and their files, in the store and in the shop's addresses.

A picture's name has the digest of the uploaded file, a part that no other upload has, and its width and height:
nothing else is ever stored under it. frontend/src/ui/page/sizes.ts derives the same addresses.
"""

import re
import secrets

PREFIX = "/api/pictures/"
NAME = r"[0-9a-f]{32}-[0-9a-f]{8}-[1-9][0-9]{0,3}x[1-9][0-9]{0,3}"
# Widths in pixels for which sizes are made; the widest is not wider than the picture.
WIDTHS = (320, 640, 1280)
# What browsers read, by the ending of a file's name.
MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}
# A picture without and with transparent parts.
ORIGINALS = ("original.jpg", "original.png")
FILE = r"original\.(?:jpg|png)|[1-9][0-9]{0,3}\.(?:webp|avif)"

_ADDRESS = re.compile(rf"{PREFIX}({NAME})/({'|'.join(map(re.escape, ORIGINALS))})")


def new_name(digest: str, width: int, height: int) -> str:
    return f"{digest[:32]}-{secrets.token_hex(4)}-{width}x{height}"


def address_of(name: str, original: str) -> str:
    return f"{PREFIX}{name}/{original}"


def uploaded(url: str) -> tuple[str, str] | None:
    """The name and the original file of the uploaded picture that the address is of; None if it is of another."""
    found = _ADDRESS.fullmatch(url)
    return (found[1], found[2]) if found else None


def has_digest(url: str, digest: str) -> bool:
    """Whether the address is of an upload of the same file."""
    return url.startswith(f"{PREFIX}{digest[:32]}-") and uploaded(url) is not None


def width_of(name: str) -> int:
    return int(name.rpartition("-")[2].partition("x")[0])


def widths(width: int) -> list[int]:
    """The widths in which a picture of this width is made."""
    return sorted({wanted for wanted in WIDTHS if wanted < width} | {min(width, WIDTHS[-1])})


def files(name: str, original: str) -> list[str]:
    """All files that a picture may have."""
    return [original, *(f"{width}.{ending}" for width in widths(width_of(name)) for ending in ("avif", "webp"))]


def media_type(file: str) -> str:
    return MEDIA_TYPES[file.rpartition(".")[2]]
