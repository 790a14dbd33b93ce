"""Decodes what staff upload, and writes its pixels anew: nothing else of the file is stored, such as its place.

A file that is also something else, or that hides something behind the picture, does not survive this.
"""

import io
import struct
from contextlib import suppress
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from functions.catalog.errors import PictureRefused

# By content, whatever the file is called. SVG is a program, and HEIC is read by few browsers.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
# Decoded, it takes four bytes for each; the pod has 512 MiB.
PIXELS_MAX = 25_000_000
# What is stored is not longer on either side: shown in full on a large screen.
EDGE_MAX = 2560
# All that Pillow raises for broken content.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, OverflowError, IndexError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class Original:
    """An uploaded picture as it is stored: upright, in sRGB, and without metadata."""

    content: bytes
    file: str
    width: int
    height: int


def read_original(content: bytes) -> Original:
    """Raises PictureRefused, which says in words what is wrong with the file."""
    try:
        return _written(_decoded(content))
    except Image.DecompressionBombError:
        raise too_many_pixels() from None
    except BROKEN:
        raise PictureRefused("It is damaged or incomplete: export it again and try again.", reason="damaged") from None


def too_many_pixels() -> PictureRefused:
    said = f"It has more than {PIXELS_MAX // 1_000_000} million pixels: make it smaller and try again."
    return PictureRefused(said, reason="pixels")


def _decoded(content: bytes) -> Image.Image:
    try:
        image: Image.Image = Image.open(io.BytesIO(content), formats=FORMATS)
    except UnidentifiedImageError:
        said = "It is no JPEG, PNG, WebP or AVIF: export it as one of these and try again."
        raise PictureRefused(said, reason="type") from None
    if image.width * image.height > PIXELS_MAX:
        raise too_many_pixels()
    # A JPEG is decoded at half its size or less where that is enough.
    image.draft(None, (EDGE_MAX, EDGE_MAX))
    image.load()
    image.thumbnail((EDGE_MAX, EDGE_MAX))
    return _upright(_in_srgb(image))


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in the colours that browsers assume where nothing is said; a wrong profile is left out."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        with suppress(ImageCms.PyCMSError, *BROKEN):
            mode = image.mode if image.mode == "RGBA" else "RGB"
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            return image if made is None else made
    return image


def _upright(image: Image.Image) -> Image.Image:
    """The picture turned as its camera says."""
    with suppress(*BROKEN):
        return ImageOps.exif_transpose(image)
    return image


def _written(image: Image.Image) -> Original:
    is_transparent = image.has_transparency_data
    image = image.convert("RGBA" if is_transparent else "RGB")
    image.info.clear()
    buffer = io.BytesIO()
    if is_transparent:
        image.save(buffer, "PNG")
        return Original(buffer.getvalue(), "original.png", image.width, image.height)
    image.save(buffer, "JPEG", quality=90, progressive=True)
    return Original(buffer.getvalue(), "original.jpg", image.width, image.height)
