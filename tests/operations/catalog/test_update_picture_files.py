import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from db.models.pictures import Picture
from eventing.events.pictures import PictureRemoved, PictureUploaded
from functions.runtime.settings import settings
from tests.support.catalog_files import a_picture
from tests.support.operations.imports import import_file
from tests.support.operations.products import SCARF_HANDLE, a_scarf, files_in, staff, stored_in, upload
from tests.support.operations.shop import Shop

CONSUMER = "update-picture-files"


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    yield stored_in(monkeypatch, tmp_path / "pictures")
    settings.cache_clear()


def an_upload(shop: Shop, **options: Any) -> str:
    """The address of a picture that the scarf has got."""
    a_scarf(shop)
    url: str = upload(shop, a_picture(**options)).json["images"][-1]["url"]
    return url


def made(shop: Shop) -> Any:
    return shop.deliver_announced(CONSUMER, PictureUploaded)


def state(shop: Shop) -> tuple[str, str | None]:
    row = shop.session.scalars(select(Picture)).one()
    return row.state, row.problem


def with_pictures(shop: Shop, *urls: str, handle: str = SCARF_HANDLE) -> Any:
    body = {"images": [{"url": url} for url in urls]}
    return staff(shop, "change-product", body, method="PATCH", query={"handle": handle})


class TestAnUploadedPicture:
    @pytest.mark.parametrize(
        ("size", "widths"),
        [
            ((2000, 1000), [320, 640, 1280]),
            ((900, 600), [320, 640, 900]),
            ((100, 100), [100]),
            ((1280, 9), [320, 640, 1280]),
        ],
    )
    def test_gets_smaller_sizes_in_two_formats(
        self, shop: Shop, store: Path, size: tuple[int, int], widths: list[int]
    ) -> None:
        an_upload(shop, size=size)
        assert made(shop).status_code == 204
        assert state(shop) == ("ready", None)
        found = {path.name: Image.open(io.BytesIO(path.read_bytes())) for path in store.rglob("*.*")}
        assert {*found} == {"original.jpg", *(f"{width}.{kind}" for width in widths for kind in ("avif", "webp"))}
        for width in widths:
            for kind in ("avif", "webp"):
                assert (found[f"{width}.{kind}"].width, found[f"{width}.{kind}"].format) == (width, kind.upper())
                assert found[f"{width}.{kind}"].height == max(1, round(size[1] * width / size[0]))

    def test_keeps_what_is_transparent(self, shop: Shop, store: Path) -> None:
        an_upload(shop, kind="PNG", mode="RGBA")
        made(shop)
        (path,) = store.rglob("320.webp")
        assert Image.open(path).convert("RGBA").getpixel((0, 0))[3] == 128  # type: ignore[index]

    def test_is_made_again_if_the_event_comes_again(self, shop: Shop, store: Path) -> None:
        an_upload(shop)
        made(shop)
        before = files_in(store)
        assert shop.deliver(CONSUMER, PictureUploaded(**shop.announced(PictureUploaded)[0])).status_code == 204
        assert (files_in(store), state(shop)) == (before, ("ready", None))

    @pytest.mark.parametrize(("problem", "content"), [("unreadable", b"\xff\xd8\xff broken"), ("missing", None)])
    def test_that_cannot_be_read_any_more_is_shown_to_staff(
        self, shop: Shop, store: Path, problem: str, content: bytes | None
    ) -> None:
        url = an_upload(shop)
        (file,) = store.rglob("original.jpg")
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content)
        assert made(shop).status_code == 204
        seen = staff(shop, "get-product", method="GET", query={"handle": SCARF_HANDLE}).json
        assert seen["uploads"] == [{"url": url, "state": "failed", "problem": problem}]

    def test_waits_for_a_store_that_is_not_configured_any_more(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        an_upload(shop)
        monkeypatch.setenv("PICTURE_STORE", "none")
        settings.cache_clear()
        assert made(shop).status_code == 503


class TestARemovedPicture:
    def test_leaves_nothing(self, shop: Shop, store: Path) -> None:
        an_upload(shop)
        made(shop)
        assert with_pictures(shop, "/pictures/wool-scarf.svg").status_code == 200
        assert shop.deliver_announced(CONSUMER, PictureRemoved).status_code == 204
        assert ([*store.iterdir()], shop.session.scalars(select(Picture)).all()) == ([], [])

    def test_stays_while_another_product_shows_it(self, shop: Shop, store: Path) -> None:
        url = an_upload(shop)
        made(shop)
        stored = files_in(store)
        a_scarf(shop, title="Copy", images=[{"url": url}], variants=[{"option_values": ["Moss"], "price_minor": 1}])
        with_pictures(shop)
        shop.deliver_announced(CONSUMER, PictureRemoved)
        assert (files_in(store), state(shop)) == (stored, ("ready", None))
        with_pictures(shop, handle="copy")
        shop.deliver_announced(CONSUMER, PictureRemoved)
        assert files_in(store) == []

    def test_is_announced_once_and_pictures_from_elsewhere_are_not(self, shop: Shop) -> None:
        url = an_upload(shop)
        with_pictures(shop, url)
        assert shop.announced(PictureRemoved) == []
        with_pictures(shop)
        assert [url.split("/")[3]] == [each["picture"] for each in shop.announced(PictureRemoved)]

    def test_by_an_import_is_announced_too(self, shop: Shop) -> None:
        an_upload(shop)
        exported = staff(shop, "export-products", method="GET").data
        lines = [line for line in exported.splitlines(keepends=True) if b"/api/pictures/" not in line]
        import_file(shop, b"".join(lines))
        assert len(shop.announced(PictureRemoved)) == 1

    def test_what_an_export_has_can_be_imported_again(self, shop: Shop) -> None:
        url = an_upload(shop)
        exported = staff(shop, "export-products", method="GET").data
        import_file(shop, exported)
        seen = staff(shop, "get-product", method="GET", query={"handle": SCARF_HANDLE}).json
        assert [image["url"] for image in seen["images"]] == ["/pictures/wool-scarf.svg", url]
        assert shop.announced(PictureRemoved) == []
