"""The autoscaling settings: how the table is read, and how its problems are reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.scaling import schedules, table
from ops.scaling.columns import Row, written
from rollouts.rules.schedule import FORM

CELLS = {
    "min": "0",
    "max": "6",
    "concurrency": "8",
    "target": "70",
    "window": "30s",
    "retention": "5m",
    "rollout": "canary 5% 10m",
}


def text(**other: str | None) -> str:
    cells = {key: value for key, value in (CELLS | other).items() if value is not None}
    return "operations:\n  place-order: {" + ", ".join(f"{key}: {value}" for key, value in cells.items()) + "}\n"


class TestRead:
    def test_takes_each_cell_and_times_in_seconds(self) -> None:
        row = {"min": 0, "max": 6, "concurrency": 8, "target": 70, "window": "30s", "retention": "5m"}
        wanted = Row.model_validate({**row, "rollout": "canary 5% 10m"})
        assert table.read(text(), ["place-order"]) == ({"place-order": wanted}, [])

    @pytest.mark.parametrize(
        ("cell", "said"),
        [
            ({"maximum": "7"}, "line 2: place-order: there is no column `maximum`; did you mean `max`?"),
            ({"window": None}, "line 2: place-order: `window` is missing"),
            ({"window": "30"}, "line 2: place-order: `window: 30` is not a duration; write 30s, 5m or 1h"),
            ({"window": "5s"}, "line 2: place-order: `window: 5s` should be greater than or equal to 6"),
            ({"retention": "2h"}, "line 2: place-order: `retention: 2h` should be less than or equal to 3600"),
            ({"max": "0"}, "line 2: place-order: `max: 0` should be greater than or equal to 1"),
            ({"max": '"6"'}, "line 2: place-order: `max: 6` should be a valid integer"),
            ({"max": "true"}, "line 2: place-order: `max: True` should be a valid integer"),
            ({"target": "101"}, "line 2: place-order: `target: 101` should be less than or equal to 100"),
            ({"rollout": None}, "line 2: place-order: `rollout` is missing"),
            (
                {"rollout": "canary 5%"},
                "line 2: place-order: `rollout: canary 5%` is not a rollout; write all, gradual 10m or canary 5% 10m",
            ),
            (
                {"rollout": "canary 60% 10m"},
                "line 2: place-order: `rollout: canary 60% 10m` must give the canary 1% to 50%",
            ),
            ({"rollout": "gradual 30s"}, "line 2: place-order: `rollout: gradual 30s` must take 60s to 15m"),
            ({"min": "7"}, "line 2: place-order: min (7) is above max (6)"),
            (
                {"min": "1"},
                "line 2: place-order: retention has no effect: with min: 1 pods are never scaled to zero; write 0s",
            ),
        ],
    )
    def test_says_in_one_line_what_is_wrong_with_a_cell(self, cell: dict[str, str | None], said: str) -> None:
        assert table.read(text(**cell), ["place-order"]) == ({}, [said])

    def test_says_which_functions_are_missing_and_which_there_are_not(self) -> None:
        assert table.read(text(), ["place-orders"])[1] == [
            "place-orders: the row is missing",
            "line 2: place-order: there is no such function; did you mean `place-orders`?",
        ]

    @pytest.mark.parametrize("wrong", ["", "operations: []", "{", "operation: {}"])
    def test_says_when_it_is_no_table(self, wrong: str) -> None:
        rows, found = table.read(wrong, ["place-order"])
        assert rows == {}
        assert len(found) == 1
        assert "\n" not in found[0]

    def test_refuses_two_rows_of_one_name(self) -> None:
        _, found = table.read(text() + text().splitlines()[1], ["place-order"])
        assert len(found) == 1
        assert "`place-order` occurs twice" in found[0]

    @given(
        st.fixed_dictionaries(
            {"min": st.integers(0, 3), "max": st.integers(3, 50), "concurrency": st.integers(1, 1000)}
            | {"target": st.integers(1, 100), "window": st.integers(6, 3600), "retention": st.just(0)}
        )
    )
    def test_reads_back_whatever_row_it_would_write(self, cells: dict[str, int]) -> None:
        rows, found = table.read(text(**{key: written(key, value) for key, value in cells.items()}))
        assert found == []
        assert {column: getattr(rows["place-order"], column) for column in cells} == cells


class TestSchedules:
    def said(self, line: str) -> list[str]:
        rows, _ = table.read(text(), ["place-order"])
        return list(schedules.problems(f"schedules: {line}\n{text()}", rows))

    def test_may_have_no_line(self) -> None:
        assert self.said('""') == []

    def test_must_be_there_because_kustomize_reads_them(self) -> None:
        rows, _ = table.read(text(), ["place-order"])
        assert list(schedules.problems(text(), rows)) == [
            '`schedules` is missing; write schedules: "" where there are none'
        ]
        assert schedules.schedules(text()) == []

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("daily 10:00-12:00 place-order 6", []),
            ("daily 10:00-12:00 place-order 7", ["schedules: place-order shall have 7 pods, and its max is 6"]),
            (
                "daily 10:00-12:00 place-orders 1",
                ["schedules: there is no function place-orders; did you mean `place-order`?"],
            ),
            ("noon", [f"schedules: `noon`: {FORM}"]),
        ],
    )
    def test_stay_within_the_rows(self, line: str, said: list[str]) -> None:
        assert self.said(f'"{line}"') == said

    def test_say_more_than_the_pods_that_always_stand(self) -> None:
        standing = text(min="1", retention="0s")
        rows, _ = table.read(standing, ["place-order"])
        found = schedules.problems(f'schedules: "daily 10:00-12:00 place-order 1"\n{standing}', rows)
        assert list(found) == ["schedules: place-order shall have 1 pods, which its min gives it always"]
