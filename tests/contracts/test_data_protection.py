"""The page on how data is protected names each table with personal data once, and tests that are there."""

import re

from codegen.operations import ROOT
from db.personal_data import DELETED, EMPTIED, KEPT
from tests.support.named_tests import exists

PAGE = (ROOT / "docs/data-protection.md").read_text()
KINDS = re.findall(r"^\| (.+?) \| (`.+`) \| ([\d, ]+) \|$", PAGE, re.MULTILINE)


def test_each_table_with_personal_data_is_of_one_kind() -> None:
    named = [table for _, tables, _ in KINDS for table in re.findall(r"`(.+?)`", tables)]
    assert sorted(named) == sorted({*DELETED, *EMPTIED, *KEPT})


def test_what_a_kind_needs_is_described() -> None:
    described = re.findall(r"^(\d)\. ", PAGE, re.MULTILINE)
    assert {number for _, _, numbers in KINDS for number in numbers.split(", ")} == set(described)


def test_what_is_described_has_a_test_that_is_there() -> None:
    needs = re.split(r"^\d\. ", PAGE, flags=re.MULTILINE)[1:]
    named = [re.findall(r"`(tests/[^`]+)`", need) for need in needs]
    assert all(named)
    assert [test for tests in named for test in tests if not exists(ROOT, test)] == []
