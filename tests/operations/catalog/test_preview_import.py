from typing import Any

from sqlalchemy import func, select

from db.models.messaging import OutboxEvent, StaffAction
from tests.support.catalog_files import a_file, a_row
from tests.support.operations.imports import SCARF, import_file
from tests.support.operations.shop import Shop


def preview(shop: Shop, content: bytes, **other: Any) -> Any:
    return shop.call("preview-import", content, **{"role": "staff", "content_type": "text/csv", **other})


def everything(shop: Shop) -> tuple[Any, ...]:
    """The catalog, and how much was announced and recorded."""
    exported = shop.call("export-products", method="GET", role="staff").data
    return exported, *(
        shop.session.scalar(select(func.count()).select_from(table)) for table in (OutboxEvent, StaffAction)
    )


class TestPreviewImport:
    def test_reports_what_would_change_and_changes_nothing(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row("a"), a_row("b", Variant_Inventory_Qty="3")))
        before = everything(shop)
        previewed = preview(
            shop,
            a_file(a_row("a", Variant_Price="5.05"), a_row("b", Variant_Inventory_Qty="4"), a_row("c", Title="New")),
        ).json
        assert [previewed[name] for name in ("created", "changed", "unchanged", "stock_counted")] == [1, 1, 1, 2]
        changed, created = previewed["changes"]
        assert changed["cells"] == [{"column": "Variant Price", "before": "34.50", "after": "5.05"}]
        assert created == {
            "handle": "c",
            "title": "New",
            "created": True,
            "variants": 1,
            "price_from_minor": 34_50,
            "price_to_minor": 34_50,
            "cells": [],
        }
        assert {"sku": "b", "known": 3, "counted": 4} in previewed["counts"]
        assert everything(shop) == before

    def test_reports_variants_that_come_and_go(self, shop: Shop) -> None:
        import_file(shop, a_file(*SCARF))
        (change,) = preview(shop, a_file(SCARF[0])).json["changes"]
        assert {"column": "Variant SKU", "before": "scarf.sand", "after": ""} in change["cells"]

    def test_counts_as_the_import_then_does(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row("a")))
        file = a_file(a_row("a", Title="Other"), *SCARF)
        previewed = preview(shop, file).json
        assert import_file(shop, file).json.items() <= previewed.items()

    def test_refuses_what_the_import_would_refuse(self, shop: Shop) -> None:
        bad = a_file(a_row(Variant_Price="much"))
        refused = preview(shop, bad)
        assert refused.status_code == 422
        assert refused.json["errors"] == import_file(shop, bad).json["errors"]

    def test_lists_the_columns_and_what_it_guesses_or_leaves_out(self, shop: Shop) -> None:
        previewed = preview(shop, b"Title;SKU;Price;Colour code\nPot;P-1;12,50;red\nJug;P-1;8,00;\n").json
        assert previewed["columns"] == {"read": ["Title", "SKU", "Price"], "kept": ["Colour code"]}
        assert [(warning["line"], warning["field"]) for warning in previewed["warnings"]] == [
            (1, "Variant Inventory Qty"),
            (3, "SKU"),
        ]
        assert previewed["warnings_total"] == 2

    def test_is_for_staff_only(self, shop: Shop) -> None:
        assert preview(shop, a_file(a_row()), role="shopper").status_code == 403
