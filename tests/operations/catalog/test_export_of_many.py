"""An export has every product that is asked for, however many there are, and holds nothing while it is read."""

import csv
import io
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from functions.catalog.csv.reader import table
from functions.catalog.export import columns, pages, parts
from functions.catalog.store.locks import exclusive_catalog_lock
from tests.support.catalog_files import COLUMNS, a_file, a_row, a_variant_row
from tests.support.factories import a_product
from tests.support.operations.imports import apply_counts, import_file
from tests.support.operations.shop import Shop

LOCKS = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
BUSY = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in tr%'")


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "BATCH", 2)
    monkeypatch.setattr(columns, "PAGE", 3)


def export(shop: Shop, **query: str) -> Any:
    return shop.call("export-products", method="GET", role="staff", query=query)


def read(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content)))


def exported(shop: Shop, **query: str) -> list[str]:
    return [row["Handle"] for row in read(export(shop, **query).text)]


def all_parts(shop: Shop, **query: str) -> Iterator[Any]:
    """Each part, by the address that the one before has given."""
    asked = {"part": "true", **query}
    while True:
        yield (part := export(shop, **asked))
        if (link := part.headers.get("link")) is None:
            return
        assert (link[:2], link[-13:]) == ("<?", '>; rel="next"')
        asked = dict(parse_qsl(link[2:-13]))


@pytest.fixture
def many(shop: Shop) -> list[str]:
    """Five products of two rows each, of which the last alone has another column."""
    handles = [f"mug-{number}" for number in range(1, 6)]
    file = [
        row
        for handle in handles
        for row in (
            a_row(handle, Option1_Name="Size", Option1_Value="S", Published=str(handle != "mug-2").lower()),
            a_variant_row(handle, Option1_Value="L"),
        )
    ]
    file[-2] |= {"Care": "By hand, not in a machine", "Vendor": "Kiln", "Type": "Cups"}
    import_file(shop, a_file(*file, columns=[*COLUMNS, "Care"]))
    apply_counts(shop)
    return handles


class TestWhatIsAskedFor:
    def test_is_every_product_by_default_by_handle(self, shop: Shop, many: list[str]) -> None:
        rows = read(export(shop).text)
        assert [row["Handle"] for row in rows] == [handle for handle in many for _ in range(2)]
        assert [row["Care"] for row in rows] == [""] * 8 + ["By hand, not in a machine", ""]

    @pytest.mark.parametrize("number", [1, 2, 4, 5])
    def test_is_every_product_when_the_last_page_is_full_or_not(self, shop: Shop, number: int) -> None:
        import_file(shop, a_file(*(a_row(f"mug-{each}") for each in range(number))))
        assert len(exported(shop)) == number

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({"state": "draft"}, ["mug-2"]),
            ({"vendor": "Kiln"}, ["mug-5"]),
            ({"category": "cups"}, ["mug-5"]),
            ({"category": "cups", "vendor": "Kiln & Co"}, []),
            ({"state": "published", "after": "mug-3"}, ["mug-4", "mug-5"]),
        ],
    )
    @pytest.mark.parametrize("part", ["true", "false"])
    def test_is_what_the_filters_let_through(
        self, shop: Shop, many: list[str], query: dict[str, str], expected: list[str], part: str
    ) -> None:
        assert sorted(set(exported(shop, part=part, **query))) == expected
        has_care = "Care" in export(shop, part=part, **query).text.splitlines()[0]
        assert has_care == ("mug-5" in expected)

    def test_is_refused_when_there_is_no_such_state(self, shop: Shop) -> None:
        assert export(shop, state="sold").status_code == 422


class TestAPart:
    def test_is_whole_products_of_no_more_rows_than_an_import_takes(
        self, shop: Shop, many: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in (parts, table):
            monkeypatch.setattr(module, "ROWS_MAX", 5)
        found = list(all_parts(shop))
        assert [len(read(part.text)) for part in found] == [4, 4, 2]
        assert [import_file(shop, part.data).json["unchanged"] for part in found] == [2, 2, 1]
        assert import_file(shop, export(shop).data).status_code == 422

    def test_is_no_longer_than_an_import_takes(
        self, shop: Shop, many: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bytes_max = len(export(shop).data) * 2 // 3
        monkeypatch.setattr(parts, "CATALOG_FILE_BYTES_MAX", bytes_max)
        found = list(all_parts(shop))
        assert len(found) > 1
        assert all(len(part.data) <= bytes_max for part in found)
        assert [row["Handle"] for part in found for row in read(part.text)] == exported(shop)

    def test_has_no_more_columns_than_an_import_takes(
        self, shop: Shop, many: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = len(export(shop, state="draft").text.splitlines()[0].split(","))
        monkeypatch.setattr(parts, "COLUMNS_MAX", first)
        assert [len(read(part.text)) for part in all_parts(shop)] == [8, 2]

    def test_names_the_next_part_of_the_same_file(
        self, shop: Shop, many: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(parts, "ROWS_MAX", 2)
        found = list(all_parts(shop, state="published", vendor="Kiln & Co", byte_order_mark="true"))
        assert [read(part.data.decode("utf-8-sig"))[0]["Handle"] for part in found] == ["mug-1", "mug-3", "mug-4"]
        assert all(part.data.startswith(b"\xef\xbb\xbf") for part in found)


class TestWhileItIsRead:
    def test_no_transaction_is_open(self, concurrent_shop: Shop, engine: Engine) -> None:
        import_file(concurrent_shop, a_file(*(a_row(f"mug-{number}") for number in range(5))))
        sent = iter(export(concurrent_shop).response)
        first = next(sent)
        with engine.connect() as observer:
            assert observer.scalar(LOCKS) == 0
            assert observer.scalar(BUSY) == 0
        import_file(concurrent_shop, a_file(a_row("mug-2", Title="A better mug"), a_row("pot")))
        rows = read((first + b"".join(sent)).decode())
        assert [row["Title"] for row in rows] == ["Tea Pot"] * 2 + ["A better mug"] + ["Tea Pot"] * 3

    def test_it_ends_early_when_a_product_gets_a_column_that_it_has_no_place_for(self, concurrent_shop: Shop) -> None:
        import_file(concurrent_shop, a_file(*(a_row(f"mug-{number}") for number in range(5))))
        sent = iter(export(concurrent_shop).response)
        next(sent)
        import_file(concurrent_shop, a_file(a_row("mug-4", Care="By hand"), columns=[*COLUMNS, "Care"]))
        with pytest.raises(ValueError, match="Care"):
            list(sent)

    def test_it_waits_for_who_writes(self, shop: Shop, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        a_product(shop.session, "MUG-1")
        with Session(engine) as writer:
            exclusive_catalog_lock(writer)
            monkeypatch.setattr(time, "sleep", lambda _seconds: writer.rollback())
            assert [row["Variant SKU"] for row in read(export(shop).text)] == ["MUG-1"]

    def test_it_does_not_wait_for_ever(self, shop: Shop, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pages, "WAIT_SECONDS_MAX", 0.2)
        with Session(engine) as writer:
            exclusive_catalog_lock(writer)
            answer = export(shop)
        assert (answer.status_code, answer.json["type"].rpartition(":")[2]) == (503, "contended")
