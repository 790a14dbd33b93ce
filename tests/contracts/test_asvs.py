"""The table of security requirements is complete, and what it names is there."""

import re
from collections import Counter
from typing import NamedTuple

import pytest

from codegen.operations import ROOT
from tests.support.named_tests import exists

TABLE = ROOT / "docs/asvs.md"
STATES = {"met", "not applicable", "gap"}
# How many requirements ASVS 5.0 has at each level.
NUMBERS = {"1": 70, "2": 183}
GAPS_MAX = 8


class Row(NamedTuple):
    number: str
    level: str
    asks: str
    state: str
    by: str


def rows() -> list[Row]:
    lines = re.findall(r"^\| (\d+\.\d+\.\d+) \| (\d) \| (.+?) \| (.+?) \| (.+?) \|$", TABLE.read_text(), re.MULTILINE)
    return [Row(*line) for line in lines]


ROWS = rows()


def test_every_requirement_of_both_levels_has_its_row_in_its_place() -> None:
    assert Counter(row.level for row in ROWS) == NUMBERS
    numbers = [tuple(map(int, row.number.split("."))) for row in ROWS]
    assert numbers == sorted(set(numbers))


def test_no_requirement_of_the_first_level_is_a_gap() -> None:
    assert [row.number for row in ROWS if row.level == "1" and row.state == "gap"] == []


def test_few_requirements_of_the_second_level_are_gaps() -> None:
    assert len([row for row in ROWS if row.state == "gap"]) <= GAPS_MAX


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)
def test_a_row_names_what_is_there_or_says_why_not(row: Row) -> None:
    assert row.state in STATES
    named = re.findall(r"`([^`]+)`", row.by)
    assert [name for name in named if not exists(ROOT, name)] == []
    assert named or row.state != "met", "name the test that fails if it is no longer so"
