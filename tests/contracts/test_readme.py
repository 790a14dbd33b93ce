"""The README states what is so."""

from tests.contracts.readme_table import written
from tests.contracts.source import ROOT


def test_the_table_of_operations_is_the_code_s() -> None:
    readme = (ROOT / "README.md").read_text()
    assert readme == written(readme), "run `make generate`"
