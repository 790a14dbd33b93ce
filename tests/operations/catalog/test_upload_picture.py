import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from db.models.pictures import Picture
from eventing.events.pictures import PictureUploaded
from functions.catalog.rules import IMAGES_MAX
from functions.runtime.fields import PICTURE_BYTES_MAX
from functions.runtime.settings import settings
from tests.support.catalog_files import a_picture
from tests.support.operations.products import SCARF, SCARF_HANDLE, a_scarf, actions, files_in, staff, stored_in, upload
from tests.support.operations.shop import Shop

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GPS = 0x8825


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    yield stored_in(monkeypatch, tmp_path / "pictures")
    settings.cache_clear()


def stored(store: Path) -> Image.Image:
    """The only stored file, as a picture."""
    (file,) = files_in(store)
    return Image.open(io.BytesIO((store / file).read_bytes()))


def with_exif(**options: Any) -> bytes:
    """A picture that its camera has turned by a quarter, and that says where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010F] = "SECRETCAMERA"
    return a_picture(exif=exif, **options)


def png_of(width: int, height: int, data: bytes) -> bytes:
    """A PNG that says it is so large."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


class TestUploadPicture:
    def test_adds_it_at_the_end_of_the_products_pictures(self, shop: Shop) -> None:
        a_scarf(shop)
        answer = upload(shop, a_picture())
        assert answer.status_code == 201, answer.json
        first, added = answer.json["images"]
        assert (first["url"], added["alternative_text"]) == ("/pictures/wool-scarf.svg", "")
        assert added["url"].startswith("/api/pictures/")
        assert added["url"].endswith("-900x600/original.jpg")
        assert answer.json["uploads"] == [{"url": added["url"], "state": "uploaded", "problem": None}]

    def test_announces_and_records_it(self, shop: Shop) -> None:
        a_scarf(shop)
        upload(shop, a_picture())
        row = shop.session.scalars(select(Picture)).one()
        assert shop.announced(PictureUploaded) == [{"picture": row.name, "file": "original.jpg"}]
        assert actions(shop) == ["create-product", "change-product"]

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
    def test_takes_what_browsers_show_whatever_it_is_called(self, shop: Shop, store: Path, kind: str) -> None:
        a_scarf(shop)
        assert upload(shop, a_picture(kind)).status_code == 201
        assert (stored(store).size, stored(store).format) == ((900, 600), "JPEG")

    def test_keeps_what_is_transparent(self, shop: Shop, store: Path) -> None:
        a_scarf(shop)
        assert upload(shop, a_picture("PNG", mode="RGBA")).json["images"][-1]["url"].endswith("/original.png")
        assert stored(store).convert("RGBA").getpixel((0, 0))[3] == 128  # type: ignore[index]

    def test_turns_it_upright_and_says_nothing_of_camera_and_place(self, shop: Shop, store: Path) -> None:
        a_scarf(shop)
        upload(shop, with_exif())
        picture = stored(store)
        assert picture.size == (600, 900)
        assert not picture.getexif()
        assert "icc_profile" not in picture.info
        (file,) = files_in(store)
        assert b"SECRETCAMERA" not in (store / file).read_bytes()
        top, bottom = picture.getpixel((300, 10)), picture.getpixel((300, 890))
        assert top[0] > 150 > bottom[0]  # type: ignore[index]

    def test_stores_no_more_than_a_large_screen_shows(self, shop: Shop, store: Path) -> None:
        a_scarf(shop)
        upload(shop, a_picture(size=(5000, 2000)))
        assert stored(store).size == (2560, 1024)

    def test_the_same_file_again_changes_nothing(self, shop: Shop, store: Path) -> None:
        a_scarf(shop)
        first = upload(shop, a_picture()).json
        assert upload(shop, a_picture()).json == first
        assert len(files_in(store)) == 1
        assert len(shop.announced(PictureUploaded)) == 1

    def test_needs_the_permission_to_change_products(self, shop: Shop, store: Path) -> None:
        a_scarf(shop)
        refused = upload(shop, a_picture(), permissions={"catalog.read": None})
        assert (refused.status_code, files_in(store)) == (403, [])


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"%PDF-1.7 not a picture", "no JPEG, PNG, WebP or AVIF"),
            (SVG, "no JPEG, PNG, WebP or AVIF"),
            (a_picture("GIF"), "no JPEG, PNG, WebP or AVIF"),
            (a_picture("TIFF"), "no JPEG, PNG, WebP or AVIF"),
            (b"<html>" + a_picture(), "no JPEG, PNG, WebP or AVIF"),
            (a_picture()[:2000], "damaged or incomplete"),
            (a_picture("PNG")[:300], "damaged or incomplete"),
            (a_picture("WEBP")[:200], "damaged or incomplete"),
            (b"\x89PNG\r\n\x1a\n", "no JPEG, PNG, WebP or AVIF"),
            (png_of(60_000, 60_000, b""), "25 million pixels"),
            (png_of(6_000, 6_000, zlib.compress(bytes(18_006 * 6_000))), "25 million pixels"),
            (png_of(900, 900, b"no deflate"), "damaged or incomplete"),
        ],
        ids=[
            "pdf",
            "svg",
            "gif",
            "tiff",
            "html first",
            "cut jpeg",
            "cut png",
            "cut webp",
            "head",
            "bomb",
            "36 MP",
            "png",
        ],
    )
    def test_is_said_in_words_and_stored_nowhere(self, shop: Shop, store: Path, content: bytes, said: str) -> None:
        a_scarf(shop)
        refused = upload(shop, content)
        assert (refused.status_code, refused.json["type"]) == (422, "urn:cloudshop:problem:picture-refused")
        assert said in refused.json["detail"]
        assert refused.json["reason"] in {"type", "damaged", "pixels"}
        assert (files_in(store), shop.announced(PictureUploaded)) == ([], [])

    def test_what_hides_behind_a_picture_is_not_stored(self, shop: Shop, store: Path) -> None:
        a_scarf(shop)
        assert upload(shop, a_picture() + b"PK\x03\x04<script>alert(1)</script>").status_code == 201
        (file,) = files_in(store)
        assert b"<script>" not in (store / file).read_bytes()

    def test_an_empty_file_is_no_picture(self, shop: Shop, store: Path) -> None:
        a_scarf(shop)
        refused = upload(shop, b"", headers={"content-type": "application/octet-stream"})
        assert (refused.status_code, refused.json["reason"], files_in(store)) == (422, "type", [])

    def test_a_file_of_too_many_bytes(self, shop: Shop, store: Path) -> None:
        a_scarf(shop)
        assert (upload(shop, bytes(PICTURE_BYTES_MAX + 1)).status_code, files_in(store)) == (413, [])

    def test_a_product_that_does_not_exist_leaves_no_file(self, shop: Shop, store: Path) -> None:
        refused = upload(shop, a_picture(), handle="none")
        assert (refused.json["type"], files_in(store)) == ("urn:cloudshop:problem:product-unknown", [])

    def test_a_product_has_only_so_many_pictures(self, shop: Shop, store: Path) -> None:
        a_scarf(shop, images=[{"url": f"/{number}.jpg"} for number in range(IMAGES_MAX)])
        refused = upload(shop, a_picture())
        assert (refused.status_code, files_in(store)) == (422, [])
        assert f"more than {IMAGES_MAX} pictures" in refused.json["detail"]

    def test_without_a_store_the_shop_takes_none(self, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PICTURE_STORE", "none")
        settings.cache_clear()
        a_scarf(shop)
        refused = upload(shop, a_picture())
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:uploads-off")

    def test_shoppers_are_not_told_about_uploads(self, shop: Shop) -> None:
        a_scarf(shop, **{"title": SCARF["title"]})
        staff(shop, "publish-product", query={"handle": SCARF_HANDLE})
        upload(shop, a_picture())
        assert shop.call("get-product", method="GET", query={"handle": SCARF_HANDLE}).json["uploads"] is None
