"""Two members of the staff at the same moment."""

from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.models.catalog import Product, Variant
from functions.catalog.store.locks import exclusive_catalog_lock
from tests.support.catalog_files import a_file, a_row
from tests.support.operations.at_once import at_once
from tests.support.operations.imports import import_file
from tests.support.operations.products import SCARF, staff
from tests.support.operations.shop import Shop


@pytest.fixture
def shop(concurrent_shop: Shop) -> Shop:
    # The functions are loaded before threads call them.
    staff(concurrent_shop, "create-product", {})
    import_file(concurrent_shop, b"")
    return concurrent_shop


class TestTwoChangesAtOnce:
    def test_make_one_product_of_one_handle(self, shop: Shop, engine: Engine) -> None:
        answers = at_once(engine, exclusive_catalog_lock, *[lambda: staff(shop, "create-product", SCARF)] * 2)
        assert sorted(answer.status_code for answer in answers) == [201, 409]
        assert shop.session.scalars(select(Product.handle)).all() == ["wool-scarf"]

    def test_give_one_sku_to_one_product(self, shop: Shop, engine: Engine) -> None:
        content = a_file(a_row("mug", Variant_SKU="S-2"))
        answers = at_once(
            engine,
            exclusive_catalog_lock,
            lambda: staff(shop, "create-product", SCARF),
            lambda: import_file(shop, content),
        )
        assert sorted(answer.status_code for answer in answers) in ([200, 409], [201, 422])
        assert shop.session.scalars(select(Variant.sku).where(Variant.sku == "S-2")).all() == ["S-2"]

    def test_import_a_file_once(self, shop: Shop, engine: Engine) -> None:
        content = a_file(a_row("a"), a_row("b"))
        answers = at_once(engine, exclusive_catalog_lock, *[lambda: import_file(shop, content)] * 2)
        assert sorted(answer.json["created"] for answer in answers) == [0, 2]
        assert sorted(answer.json["stock_counted"] for answer in answers) == [0, 2]

    def test_a_preview_waits_for_a_writer(self, shop: Shop, engine: Engine) -> None:
        content = a_file(a_row("mug"))

        def preview() -> Any:
            return shop.call("preview-import", content, role="staff", content_type="text/csv")

        assert preview().status_code == 200  # the function is loaded before a thread calls it
        (answer,) = at_once(engine, exclusive_catalog_lock, preview)
        assert answer.status_code == 200
