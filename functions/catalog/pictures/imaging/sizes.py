"""Makes smaller copies of a stored picture, in formats that take less to load."""

import io
from collections.abc import Iterator

from PIL import Image, features

from functions.catalog.pictures.imaging.decoding import BROKEN, FORMATS
from functions.catalog.pictures.names import widths

# What looks the same as the original on a product page.
_WEBP = {"format": "WEBP", "quality": 80, "method": 4}
_AVIF = {"format": "AVIF", "quality": 62, "speed": 7}


class Unreadable(Exception):
    """The stored file is no picture any more."""


def sizes(original: bytes) -> Iterator[tuple[str, bytes]]:
    """The name and the content of each file, the widest first; raises Unreadable."""
    try:
        image: Image.Image = Image.open(io.BytesIO(original), formats=FORMATS)
        image.load()
    except (Image.DecompressionBombError, *BROKEN) as broken:
        raise Unreadable from broken
    for width in reversed(widths(image.width)):
        height = max(1, round(image.height * width / image.width))
        resized = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
        resized.info.clear()
        yield f"{width}.webp", _encoded(resized, _WEBP)
        if features.check("avif"):
            yield f"{width}.avif", _encoded(resized, _AVIF)


def _encoded(image: Image.Image, options: dict[str, object]) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, **options)  # type: ignore[arg-type]
    return buffer.getvalue()
