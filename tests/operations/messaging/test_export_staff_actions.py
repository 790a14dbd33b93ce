import csv
import io
from typing import Any

import pytest

from functions.messaging.activity import queries
from tests.support.operations.accounts import account_of
from tests.support.operations.activity import acted
from tests.support.operations.shop import Shop


def export(shop: Shop, **query: str) -> Any:
    return shop.call("export-staff-actions", method="GET", query=query, role="staff")


def exported(shop: Shop, **query: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(shop, **query).data.decode("utf-8-sig"))))


class TestExportStaffActions:
    def test_is_a_csv_file_for_a_spreadsheet(self, shop: Shop) -> None:
        answer = export(shop)
        assert (answer.status_code, answer.content_type) == (200, "text/csv; charset=utf-8")
        assert answer.headers["content-disposition"] == 'attachment; filename="activity-2026-11-23.csv"'
        assert answer.data == b"\xef\xbb\xbfat,actor,name,email,action,subject,detail\r\n"

    def test_has_who_did_what_to_what_and_when(self, shop: Shop) -> None:
        acted(shop, "ada@example.org", "ship-order", "CS-1", {"parcel": "é"})
        (row,) = exported(shop)
        assert row == {
            "at": "2026-11-23T12:00:00+00:00",
            "actor": str(account_of(shop, "ada@example.org").id),
            "name": "Ada",
            "email": "ada@example.org",
            "action": "ship-order",
            "subject": "CS-1",
            "detail": '{"parcel": "é"}',
        }

    def test_has_what_the_filters_let_through_alone(self, shop: Shop) -> None:
        acted(shop, "ada@example.org", "ship-order", "CS-1")
        acted(shop, "ada@example.org", "cancel-order", "CS-2")
        assert [row["subject"] for row in exported(shop, action="cancel-order")] == ["CS-2"]

    def test_has_no_cell_that_a_spreadsheet_takes_for_a_formula(self, shop: Shop) -> None:
        acted(shop, "ada@example.org", "adjust-stock", '=HYPERLINK("http://x.example")', name="@SUM(1)")
        (row,) = exported(shop)
        assert (row["subject"], row["name"]) == ('\'=HYPERLINK("http://x.example")', "'@SUM(1)")

    def test_refuses_more_entries_than_fit_and_says_what_to_do(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(2):
            acted(shop, "ada@example.org", "ship-order", f"CS-{number}")
        monkeypatch.setattr(queries, "EXPORTED_MAX", 1)
        refused = export(shop)
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:activity-too-large")
        assert "shorter time" in refused.json["detail"]
