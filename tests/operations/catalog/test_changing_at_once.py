"""Two members of the staff at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models.catalog import Product, Variant
from functions.catalog.store.write import exclusive_catalog_lock
from tests.support.catalog_files import a_file, a_row
from tests.support.operations.at_once import WAIT_SECONDS, until_waiting
from tests.support.operations.imports import bring
from tests.support.operations.products import SCARF, staff
from tests.support.operations.shop import Shop


@pytest.fixture
def shop(concurrent_shop: Shop) -> Shop:
    # The functions are loaded before threads call them.
    staff(concurrent_shop, "create-product", {})
    bring(concurrent_shop, b"")
    return concurrent_shop


def at_once(engine: Engine, *calls: Callable[[], Any]) -> list[Any]:
    """The answers of calls that have all begun before any of them may write."""
    with ThreadPoolExecutor(len(calls)) as pool, Session(engine) as holder:
        exclusive_catalog_lock(holder)
        answers = [pool.submit(call) for call in calls]
        try:
            until_waiting(engine, len(calls))
        finally:
            holder.rollback()
        return [answer.result(WAIT_SECONDS) for answer in answers]


class TestTwoChangesAtOnce:
    def test_make_one_product_of_one_handle(self, shop: Shop, engine: Engine) -> None:
        answers = at_once(engine, *[lambda: staff(shop, "create-product", SCARF)] * 2)
        assert sorted(answer.status_code for answer in answers) == [201, 409]
        assert shop.session.scalars(select(Product.handle)).all() == ["wool-scarf"]

    def test_give_one_sku_to_one_product(self, shop: Shop, engine: Engine) -> None:
        content = a_file(a_row("mug", Variant_SKU="S-2"))
        answers = at_once(engine, lambda: staff(shop, "create-product", SCARF), lambda: bring(shop, content))
        assert sorted(answer.status_code for answer in answers) in ([200, 409], [201, 422])
        assert shop.session.scalars(select(Variant.sku).where(Variant.sku == "S-2")).all() == ["S-2"]

    def test_import_a_file_once(self, shop: Shop, engine: Engine) -> None:
        content = a_file(a_row("a"), a_row("b"))
        answers = at_once(engine, *[lambda: bring(shop, content)] * 2)
        assert sorted(answer.json["created"] for answer in answers) == [0, 2]
        assert sorted(answer.json["stock_counted"] for answer in answers) == [0, 2]
