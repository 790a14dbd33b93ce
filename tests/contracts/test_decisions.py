"""The list of decisions is complete, and every decision has the form that the list describes."""

import re
from pathlib import Path

import pytest

from codegen.operations import ROOT

FOLDER = ROOT / "docs/decisions"
LIST = FOLDER / "README.md"
FILES = sorted(FOLDER.glob("[0-9]*.md"))
HEADINGS = ["Context", "Decision", "Consequences", "Alternatives"]
STATUS = re.compile(r"accepted|withdrawn|superseded by (?P<successor>\d{4})")
# Counted in words: a page is what a reader takes in at one sitting.
WORDS_MAX = 700


def head(path: Path) -> tuple[str, str, str, str]:
    """Number, title, status and date, as the decision's first lines state them."""
    form = r"# (\d+)\. (.+)\n\n- Status: (.+)\n- Date: (\d{4}-\d\d-\d\d)\n"
    stated = re.match(form, path.read_text())
    assert stated, f"{path.name} must begin with its number and title, `- Status:` and `- Date:`"
    number, title, status, date = stated.groups()
    return number.zfill(4), title, status, date


def test_the_list_has_every_decision_with_its_title_status_and_date() -> None:
    listed = re.findall(r"^\| \[(\d{4})\]\((.+?)\) \| (.+) \| (.+) \| (.+) \|$", LIST.read_text(), re.MULTILINE)
    assert listed == [(number, path.name, *rest) for path in FILES for number, *rest in [head(path)]]


def test_every_number_is_used_once() -> None:
    numbers = [path.name[:4] for path in FILES]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:4])
class TestDecision:
    def test_its_number_is_that_of_its_file(self, path: Path) -> None:
        assert head(path)[0] == path.name[:4]

    def test_its_status_is_known_and_names_a_successor_that_exists(self, path: Path) -> None:
        stated = STATUS.fullmatch(head(path)[2])
        assert stated, f"the status of {path.name} must be accepted, withdrawn or superseded by NNNN"
        successor = stated["successor"]
        assert successor is None or list(FOLDER.glob(f"{successor}-*.md"))

    def test_it_has_the_four_sections_in_their_order(self, path: Path) -> None:
        assert re.findall(r"^## (.+)$", path.read_text(), re.MULTILINE) == HEADINGS

    def test_it_fits_on_a_page(self, path: Path) -> None:
        assert len(path.read_text().split()) <= WORDS_MAX
