from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eventing.events.pictures import PictureUploaded
from functions.runtime.settings import settings
from tests.support.catalog_files import a_picture
from tests.support.operations.products import a_scarf, stored_in, upload
from tests.support.operations.shop import Shop

FOR_GOOD = "public, max-age=31536000, immutable"


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    yield stored_in(monkeypatch, tmp_path / "pictures")
    settings.cache_clear()


def an_upload(shop: Shop, **options: Any) -> str:
    """The name of an uploaded picture."""
    a_scarf(shop)
    name: str = upload(shop, a_picture(**options)).json["images"][-1]["url"].split("/")[3]
    return name


def read(shop: Shop, picture: str, file: str) -> Any:
    return shop.call("read-picture", method="GET", query={"picture": picture, "file": file})


class TestReadPicture:
    def test_the_original_may_be_kept_for_good(self, shop: Shop, store: Path) -> None:
        answer = read(shop, name := an_upload(shop), "original.jpg")
        assert (answer.status_code, answer.content_type) == (200, "image/jpeg")
        assert answer.data == (store / name / "original.jpg").read_bytes()
        assert answer.headers["cache-control"] == FOR_GOOD

    @pytest.mark.parametrize("kind", ["avif", "webp"])
    def test_a_size_is_the_original_until_it_is_made(self, shop: Shop, store: Path, kind: str) -> None:
        before = read(shop, name := an_upload(shop), f"320.{kind}")
        assert (before.content_type, before.headers["cache-control"]) == ("image/jpeg", "public, max-age=5")
        shop.deliver_announced("update-picture-files", PictureUploaded)
        after = read(shop, name, f"320.{kind}")
        assert (after.content_type, after.headers["cache-control"]) == (f"image/{kind}", FOR_GOOD)
        assert after.data == (store / name / f"320.{kind}").read_bytes()

    def test_a_transparent_one_is_found_too(self, shop: Shop) -> None:
        answer = read(shop, an_upload(shop, kind="PNG", mode="RGBA"), "320.webp")
        assert (answer.status_code, answer.content_type) == (200, "image/png")

    def test_one_that_was_removed_is_unknown_and_soon_asked_for_again(self, shop: Shop) -> None:
        answer = read(shop, f"{'0' * 32}-{'0' * 8}-9x9", "original.jpg")
        assert (answer.status_code, answer.json["type"]) == (404, "urn:cloudshop:problem:picture-unknown")
        assert answer.headers["cache-control"] == "public, max-age=5"

    @pytest.mark.parametrize(
        ("picture", "file"),
        [("..", "original.jpg"), (f"{'0' * 32}-{'0' * 8}-9x9", "../x"), (f"{'0' * 32}-{'0' * 8}-9x9", "original.svg")],
    )
    def test_no_other_file_has_an_address(self, shop: Shop, picture: str, file: str) -> None:
        assert read(shop, picture, file).status_code == 422

    def test_without_a_store_there_is_none(self, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
        name = an_upload(shop)
        monkeypatch.setenv("PICTURE_STORE", "none")
        settings.cache_clear()
        assert read(shop, name, "original.jpg").status_code == 404
