"""What `make load` is asked for is checked before anyone comes, and a refusal says what to do."""

from pathlib import Path

import pytest

from ops.errors import CommandError
from ops.load.arguments import parse


class TestWhatIsAskedFor:
    def test_is_left_to_the_plan_where_nothing_is_named(self) -> None:
        found = parse([])
        assert (found.url, found.visitors, found.seconds, found.from_second) == ("http://localhost:8080", *3 * (None,))

    def test_is_in_seconds_of_the_day(self) -> None:
        found = parse(["--minutes", "20", "--from", "20:30", "--visitors", "7"])
        assert (found.visitors, found.seconds, found.from_second) == (7, 1200, 73_800)

    @pytest.mark.parametrize(
        ("option", "value", "reason"),
        [
            ("--visitors", "0", "VISITORS=0 must be a whole number from 1 to 100000"),
            ("--visitors", "100001", "from 1 to 100000"),
            ("--visitors", "many", "VISITORS=many must be a whole number"),
            ("--minutes", "1441", "MINUTES=1441 must be a whole number from 1 to 1440"),
            ("--minutes", "0.5", "MINUTES=0.5 must be a whole number"),
            ("--from", "24:00", "FROM=24:00 must be a time of the day, such as 18:00"),
            ("--from", "evening", "such as 18:00"),
            ("--url", "localhost:8080", "such as http://localhost:8080"),
            ("--url", "https://shop.example/products", "without a path"),
            ("--json", "/no/such/folder/report.json", "JSON=/no/such/folder/report.json must be a file in a folder"),
        ],
    )
    def test_is_refused_out_of_bounds(self, option: str, value: str, reason: str) -> None:
        with pytest.raises(CommandError, match=reason):
            parse([option, value])

    def test_is_no_folder_to_write_a_report_to(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="must be a file"):
            parse(["--json", str(tmp_path)])


class TestOrders:
    @pytest.mark.parametrize("url", ["http://localhost:18080", "http://127.0.0.1:8080/"])
    def test_are_placed_at_a_shop_on_this_machine(self, url: str) -> None:
        assert parse(["--url", url]).may_order

    def test_are_placed_elsewhere_only_when_asked_for(self) -> None:
        assert not parse(["--url", "https://shop.example"]).may_order
        assert parse(["--url", "https://shop.example", "--orders"]).may_order
